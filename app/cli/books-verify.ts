import { parseArgs } from 'node:util'
import { seals } from '#modules/bookkeeping/index.ts'
import { failClearly } from '../server/serve.ts'
import { forTenant } from './for-tenant.ts'

const USAGE = 'npm run books:verify -- --tenant <slug>'

/** What each problem means, for whoever reads the console. */
const PROBLEMS = {
  changed: 'is not what was sealed',
  missing: 'is gone',
  gap: 'the seal itself is gone',
  unsealed: 'was never posted by this program',
  cut: 'was there at an earlier check and is not any more',
} as const

/** `npm run books:verify` walks over all seals of one tenant; ends with 1 where one does not fit. */
async function run(): Promise<void> {
  const { values } = parseArgs({ options: { tenant: { type: 'string' } } })
  if (!values.tenant) throw new Error(USAGE)
  const report = await forTenant(values.tenant, 'read only', seals.verifySeals)
  const { sealedCount, waitingCount, headHash, bad } = report
  console.log(`${sealedCount} entries fit their seals, ${waitingCount} wait for theirs.`)
  if (headHash) console.log(`The last one: ${headHash}`)
  if (!bad) return
  const place = bad.seq === null ? 'beside the seals' : `at seal ${bad.seq}`
  console.error(`The first that is wrong, ${place}: ${bad.entryId ?? ''} ${PROBLEMS[bad.problem]}.`)
  process.exitCode = 1
}

run().catch(failClearly)
