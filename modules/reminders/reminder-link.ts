import { database, inTenant, type Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { getLearner } from '#modules/learning/index.ts'
import { writeChoice } from './choose.ts'
import { unknownLink } from './errors.ts'
import { findAddress, findCode, lockLearner, selectChoices } from './repository.ts'

const CODE = /^[\w-]{43}$/

/** What whoever has a letter's link sees: whether letters come, and from whom. */
export interface ReminderLink {
  centreName: string
  /** `on`: letters come. `off`: they do not. */
  state: 'on' | 'off'
  /** Their letters were ended by a link, and that can be taken back. */
  mayResume: boolean
}

const where = async (code: string) => (CODE.test(code) ? findCode(database(), code) : undefined)

/** @returns undefined for a code that nobody has. */
export async function openReminderLink(code: string): Promise<ReminderLink | undefined> {
  const found = await where(code)
  if (!found) return undefined
  const { tenantId, learnerId } = found
  return inTenant({ tenantId, userId: null }, 'read only', (tx) => read(tx, learnerId))
}

/**
 * Ends or takes up again the letters of whoever has the link, in one step. What is so already stays.
 *
 * @param wording the sentence on the page, word for word, and its language.
 * @throws reminders.unknown_link
 */
export async function followReminderLink(
  code: string,
  wish: 'stop' | 'resume',
  { wording, language, origin }: { wording: string; language: string; origin: string },
): Promise<ReminderLink> {
  const found = await where(code)
  if (!found) throw unknownLink()
  const { tenantId, learnerId } = found
  return inTenant({ tenantId, userId: null }, 'read write', async (tx) => {
    await lockLearner(tx, learnerId)
    const before = await read(tx, learnerId)
    const how = 'link' as const
    const said = { id: newId(), learnerId, wording, language, how, origin }
    if (wish === 'stop' && before.state === 'on') {
      await writeChoice(tx, { ...said, channel: 'none', address: null })
    }
    if (wish === 'resume' && before.mayResume) {
      const address = await findAddress(tx, learnerId)
      if (address !== undefined) await writeChoice(tx, { ...said, channel: 'mail', address })
    }
    return read(tx, learnerId)
  })
}

async function read(tx: Tx, learnerId: string): Promise<ReminderLink> {
  const { name } = await tx.selectFrom('tenant').select('name').executeTakeFirstOrThrow()
  const [last] = await selectChoices(tx, [learnerId])
  const { leftAt } = await getLearner(tx, learnerId)
  const isOn = last?.channel === 'mail' && leftAt === null
  const mayResume =
    !isOn &&
    leftAt === null &&
    last?.how === 'link' &&
    (await findAddress(tx, learnerId)) !== undefined
  return { centreName: name, state: isOn ? 'on' : 'off', mayResume }
}
