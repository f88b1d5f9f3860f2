import { addVenue, enrolLearner, openClass, planClass } from '#modules/centre/index.ts'
import { type Actor, inTenant } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { addLearner, choosePictures } from '#modules/learning/index.ts'
import type { SignInPicture } from '#modules/learning/shared.ts'

/** Learners of the demo's class, with the pictures that they sign in with. */
export const DEMO_LEARNERS: { name: string; pictures: SignInPicture[] }[] = [
  { name: '秋月', pictures: ['millet', 'bird', 'sun'] },
  { name: '金水', pictures: ['fish', 'house', 'dog'] },
  { name: '阿松伯', pictures: ['mountain', 'taro', 'umbrella'] },
  { name: '春梅', pictures: ['flower', 'moon', 'basket'] },
  { name: '玉蘭', pictures: ['sun', 'flower', 'fish'] },
  { name: '阿嬌', pictures: ['house', 'millet', 'moon'] },
]

export const DEMO_CLASS = '三招保平安，星期五班'

/** A class that is open today, so that a tablet can be tried at once. */
export async function openDemoClass(actor: Actor): Promise<void> {
  await inTenant(actor, 'read write', async (tx) => {
    const { id: venueId } = await addVenue(tx, { name: '溪口活動中心' })
    const classId = newId()
    await planClass(tx, {
      id: classId,
      title: DEMO_CLASS,
      venueId,
      courseId: 'stop-ask-rescue',
      lessonId: '1-see',
      startsAt: new Date(),
    })
    await openClass(tx, { classId })
    for (const { name, pictures } of DEMO_LEARNERS) {
      const { id: learnerId } = await addLearner(tx, { displayName: name })
      await choosePictures(tx, { learnerId, pictures })
      await enrolLearner(tx, { classId, learnerId, how: 'trainer' })
    }
  })
}
