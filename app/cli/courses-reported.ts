import { readFile } from 'node:fs/promises'
import { readEnv } from '#modules/kernel/env.ts'
import { reported } from '#modules/learning/index.ts'
import { openStore } from '../server/boot.ts'
import { failClearly } from '../server/serve.ts'

const USAGE =
  'npm run courses:reported -- <file or https address of a CSV> ["who publishes it, and when"]'
const MAX_BYTES = 200_000_000
const WAIT_MS = 60_000

/**
 * Reads an open list of reported websites and LINE ids (165) into the table that `/reported` answers
 * from. Run it again with a newer list at any time.
 */
async function run([place, source]: readonly string[]): Promise<void> {
  if (!place) throw new Error(USAGE)
  const { contacts, unread } = reported.readReported(await textOf(place))
  if (contacts.length === 0)
    throw new Error('No website or LINE id could be read. The first row has to name the columns.')
  const store = await openStore(readEnv(), console.log)
  try {
    await reported.importReported(store.ownerUrl, contacts, source ?? '165 反詐騙諮詢專線')
  } finally {
    await store.close()
  }
  console.log(
    `${contacts.length} websites and LINE ids are in the list; ${unread} rows had neither.`,
  )
}

async function textOf(place: string): Promise<string> {
  if (!/^https?:\/\//.test(place)) return readFile(place, 'utf8')
  const answer = await fetch(place, { signal: AbortSignal.timeout(WAIT_MS) })
  if (!answer.ok) throw new Error(`${place} answered ${answer.status}.`)
  if (Number(answer.headers.get('content-length') ?? 0) > MAX_BYTES)
    throw new Error(`${place} is larger than ${MAX_BYTES / 1e6} MB.`)
  return answer.text()
}

try {
  await run(process.argv.slice(2))
} catch (error) {
  failClearly(error)
}
