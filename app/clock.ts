import type { Logger } from 'pino'
import { money, seals } from '#modules/bookkeeping/index.ts'
import { database, inTenant } from '#modules/kernel/db.ts'
import { listRemindingCentres, writeLetters } from '#modules/reminders/index.ts'
import { composeLetter } from './server/reminders.server.ts'

/** Something that is done again and again, whether or not anybody asks. */
interface Regular {
  name: string
  /** Minute, hour, day, month and weekday, in UTC, as cron writes them. */
  when: string
  /** May run twice, and beside itself in another process. */
  run(log: Logger): Promise<void>
}

/** What runs by the clock: the whole list, and the only one. */
export const CLOCK: readonly Regular[] = [
  { name: 'seal_entries', when: '* * * * *', run: sealEverywhere },
  // Each centre takes the first that comes in its day: hours that are missed are not made up for.
  { name: 'remind_learners', when: '5 * * * *', run: (log) => remindEverywhere(log, new Date()) },
  // Every hour, because the day begins at another time in another place.
  { name: 'book_recurring', when: '7 * * * *', run: bookRecurringEverywhere },
]

/** The list as graphile-worker reads it. A job that still waits is not asked for twice. */
export const crontab = CLOCK.map(
  ({ name, when }) => `${when} ${name} ?max=2&jobKey=${name}&jobKeyMode=preserve_run_at`,
).join('\n')

/** Does something for tenants one by one; one that fails is logged and holds up no other. */
async function eachTenant(
  tenantIds: readonly string[],
  log: Logger,
  work: (tenantId: string) => Promise<void>,
): Promise<void> {
  for (const tenantId of tenantIds) {
    try {
      await work(tenantId)
    } catch (error) {
      log.error({ err: error, tenantId }, 'what runs by the clock failed for a tenant')
    }
  }
}

/** Seals what was posted since the last minute, in the books of everybody. */
async function sealEverywhere(log: Logger): Promise<void> {
  await eachTenant(await seals.listTenantsToSeal(database()), log, async (tenantId) => {
    const actor = { tenantId, userId: null }
    let sealed: number
    do sealed = await inTenant(actor, 'read write', seals.sealEntries)
    while (sealed === seals.SEALED_AT_ONCE)
  })
}

/** Writes the letters of the day in every centre where it is day. */
export async function remindEverywhere(log: Logger, now: Date): Promise<void> {
  await eachTenant(await listRemindingCentres(database()), log, async (tenantId) => {
    const actor = { tenantId, userId: null }
    await inTenant(actor, 'read write', (tx) => writeLetters(tx, now, composeLetter))
  })
}

/** Books the rent of those who said that it books itself. */
async function bookRecurringEverywhere(log: Logger): Promise<void> {
  await eachTenant(await money.listTenantsWithRecurring(database()), log, async (tenantId) => {
    await inTenant({ tenantId, userId: null }, 'read write', money.bookAutomatic)
  })
}
