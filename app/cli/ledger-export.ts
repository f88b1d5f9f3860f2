import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { exportLedger } from '#modules/bookkeeping/index.ts'
import { LEDGER_FORMATS } from '#modules/bookkeeping/shared.ts'
import { failClearly } from '../server/serve.ts'
import { forTenant } from './for-tenant.ts'

const USAGE = `npm run ledger:export -- --tenant <slug> --format <${LEDGER_FORMATS.join('|')}> [--from 2026-01-01] [--to 2026-12-31] [--out file]`

const Wanted = z.object({
  tenant: z.string(),
  format: z.enum(LEDGER_FORMATS),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  out: z.string().optional(),
})

/** `npm run ledger:export` writes the books of one tenant to a file, or to standard output. */
async function run(): Promise<void> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: { tenant: text, format: text, from: text, to: text, out: text },
  })
  const wanted = Wanted.safeParse(values)
  if (!wanted.success) throw new Error(USAGE)
  const { tenant, out, ...range } = wanted.data
  await forTenant(tenant, 'read only', async (tx) => {
    const pieces = Readable.from(exportLedger(tx, range))
    if (out) await pipeline(pieces, createWriteStream(out))
    else for await (const piece of pieces) process.stdout.write(String(piece))
  })
}

run().catch(failClearly)
