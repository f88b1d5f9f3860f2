import { z } from 'zod'

/** Everything Tillage reads from the environment. Read once, here, and nowhere else. */
const Env = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('production'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('0.0.0.0'),
  /** The role that owns the schema. Without it an embedded PostgreSQL is started. */
  DATABASE_URL: z.string().optional(),
  /** The runtime role, when its password is not to be derived from the owner's. */
  DATABASE_APP_URL: z.string().optional(),
  /** Where the embedded PostgreSQL and files of this machine live. */
  DATA_DIR: z.string().default('data'),
  /** A folder with PostgreSQL's programs, to be used instead of the packaged ones. */
  TILLAGE_PG_BIN: z.string().optional(),
  DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(20),
  /** Addresses browsers use, comma separated, when they differ from the Host that arrives here. */
  PUBLIC_ORIGINS: z.string().default(''),
  /** How many proxies stand in front, for the client's address. */
  TRUST_PROXY: z.coerce.number().int().min(0).max(5).default(0),
  /** Printers this server may reach by TCP: addresses or CIDR ranges, comma separated. */
  PRINTER_HOSTS: z.string().default(''),
  /** The mail server, e.g. `smtp://user:password@mail.example:587`. Without it no letter goes out. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** The address that letters come from. */
  MAIL_FROM: z.email().default('no-reply@localhost.invalid'),
  /** `off` takes the till's service worker away from every device that asks: an emergency brake. */
  TILL_WORKER: z.enum(['on', 'off']).default('on'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Run jobs in the web process (default) or leave them to `npm run worker`. */
  WORKER: z.enum(['inline', 'separate']).default('inline'),
})

export type Env = z.infer<typeof Env>

/**
 * The checked environment.
 * @throws an Error with one sentence that names the variable that is wrong.
 */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const parsed = Env.safeParse(source)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new Error(
    `The environment variable ${issue?.path.join('.')} is not usable: ${issue?.message}`,
  )
}

/** A comma separated list from the environment, trimmed, without empty entries. */
export const listFrom = (text: string): string[] =>
  text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
