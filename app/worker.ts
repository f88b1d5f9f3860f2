import { Logger as QueueLogger, type Runner, run } from 'graphile-worker'
import pg from 'pg'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { Env } from '#modules/kernel/env.ts'
import { listFrom } from '#modules/kernel/env.ts'
import { smtpMailer } from '#modules/mail/index.ts'
import { CLOCK, crontab } from './clock.ts'
import { deliver } from './events.ts'

const Envelope = z.object({
  id: z.uuid(),
  event: z.string(),
  tenantId: z.uuid(),
  userId: z.uuid().nullable(),
  payload: z.unknown(),
})

const COMPLETE_TOGETHER_MS = 100

/**
 * Delivers events to those who listen. graphile-worker retries with growing pauses; after five
 * times an event is parked and stays in the queue for a person to see.
 */
export async function startWorker(workerUrl: string, env: Env, log: Logger): Promise<Runner> {
  const pool = new pg.Pool({ connectionString: workerUrl, max: 4 })
  // The queue insists that broken connections have somebody to hear of it.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const outside = {
    printerHosts: listFrom(env.PRINTER_HOSTS),
    mailer: env.SMTP_URL === undefined ? undefined : smtpMailer(env.SMTP_URL, env.MAIL_FROM),
  }
  const runner = await run({
    pgPool: pool,
    concurrency: 2,
    pollInterval: 2000,
    // Finished jobs are struck off together. A crash in between delivers some of them again, which
    // listeners do not mind.
    preset: { worker: { completeJobBatchDelay: COMPLETE_TOGETHER_MS } },
    noHandleSignals: true,
    crontab,
    taskList: {
      ...Object.fromEntries(CLOCK.map(({ name, run }) => [name, () => run(log)])),
      event: async (payload, helpers) => {
        const envelope = Envelope.parse(payload)
        try {
          await deliver(envelope, outside)
        } catch (error) {
          const { attempts, max_attempts: most } = helpers.job
          log[attempts >= most ? 'error' : 'warn'](
            { err: error, event: envelope.event, attempts },
            'event not delivered',
          )
          throw error
        }
      },
    },
    // The queue's own chatter would drown the requests; failures are logged above.
    logger: new QueueLogger(() => () => undefined),
  })
  const stop = runner.stop.bind(runner)
  runner.stop = async () => {
    await stop()
    await pool.end()
  }
  return runner
}
