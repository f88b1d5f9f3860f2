import { parseCrontab } from 'graphile-worker'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { enterJournal, seals } from '#modules/bookkeeping/index.ts'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import { journalOf } from '#test/make-books.ts'
import { CLOCK, crontab } from './clock.ts'

connectDatabase()

test('the queue can read the list, and every task of it is there', () => {
  expect(parseCrontab(crontab).map((item) => item.task)).toEqual(CLOCK.map((each) => each.name))
})

test('what was posted is sealed by the clock, in the books of everybody', async () => {
  const shops = [await makeTenant(), await makeTenant()]
  for (const shop of shops) await shop.run((tx) => enterJournal(tx, journalOf()))
  const job = CLOCK.find((each) => each.name === 'seal_entries')
  await job?.run(pino({ level: 'silent' }))
  for (const shop of shops) {
    expect(await shop.read(seals.verifySeals)).toMatchObject({ sealedCount: 1, waitingCount: 0 })
  }
})
