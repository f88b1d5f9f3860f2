import { expect, test } from 'vitest'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import { makeLearning } from '#test/make-learned.ts'
import { choosePictures, listLearnPersons } from './index.ts'
import { LOCKED_FOR_MS } from './shared.ts'

connectDatabase()

/** A learner with pictures, and a device of the centre. */
async function makeLearner() {
  const centre = await makeTenant({ kind: 'centre' })
  const learning = await makeLearning(centre)
  const learnerId = await learning.addLearner('林秋月')
  const choose = (pictures: string[]) =>
    centre.run((tx) => choosePictures(tx, { learnerId, pictures }))
  await choose(['millet', 'bird', 'sun'])
  const seen = async (now = new Date()) => {
    const [person] = await centre.read((tx) => listLearnPersons(tx, [learnerId], now))
    if (!person) throw new Error('The learner is gone')
    return person
  }
  return {
    choose,
    seen,
    lockOut: (at: Date, salt?: string) =>
      learning.send([
        {
          type: 'learner.locked_out',
          body: { learnerId, failures: 5, ...(salt !== undefined && { salt }) },
          at,
        },
      ]),
    signIn: (how: 'card' | 'trainer', at: Date) =>
      learning.send([{ type: 'learner.signed_in', body: { learnerId, how }, at }]),
  }
}

test('who was locked out is told to every device, until a trainer lets them in or it is over', async () => {
  const { lockOut, signIn, seen } = await makeLearner()
  const { pictures } = await seen()
  const at = new Date(Date.now() - 60_000)
  expect((await seen()).lockedAt).toBeNull()
  const sent = await lockOut(at, pictures?.salt)
  expect(sent.results).toMatchObject([{ disposition: 'posted' }])
  expect((await seen()).lockedAt).toBe(at.toISOString())
  // A card or pictures end nothing.
  await signIn('card', new Date(at.getTime() + 1000))
  expect((await seen()).lockedAt).toBe(at.toISOString())
  expect((await seen(new Date(at.getTime() + LOCKED_FOR_MS))).lockedAt).toBeNull()
  await signIn('trainer', new Date(at.getTime() + 2000))
  expect((await seen()).lockedAt).toBeNull()
})

test('pictures that were chosen anew are not locked, and a former version of the app said no salt', async () => {
  const { choose, lockOut, seen } = await makeLearner()
  const { pictures } = await seen()
  await lockOut(new Date(), pictures?.salt)
  await choose(['dog', 'fish', 'taro'])
  expect((await seen()).lockedAt).toBeNull()
  await lockOut(new Date())
  expect((await seen()).lockedAt).not.toBeNull()
})
