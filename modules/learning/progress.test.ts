import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import { addProgress, joinProgress, type LearnEvent, NO_PROGRESS, type Progress } from './shared.ts'

const learnerId = newId()
const at = fc
  .integer({ min: 0, max: 5_000_000 })
  .map((seconds) => new Date(1_795_000_000_000 + seconds * 1000).toISOString())

/** Anything that a device may have written in two lessons. */
const event: fc.Arbitrary<LearnEvent> = fc
  .record({
    type: fc.constantFrom('lesson.opened', 'block.done', 'lesson.done', 'help.asked'),
    lessonId: fc.constantFrom('1-see', '2-try'),
    blockId: fc.constantFrom('a', 'b', 'c', 'd'),
    at,
  })
  .map(({ type, lessonId, blockId, at: when }) => {
    const place = { learnerId, courseId: 'stop-ask-rescue', lessonId }
    const hasBlock = type === 'block.done' || type === 'help.asked'
    const body = hasBlock ? { ...place, blockId } : place
    return { id: newId(), type, body, at: when } as LearnEvent
  })

const doneOf = (progress: Progress) =>
  Object.entries(progress.lessons).flatMap(([key, lesson]) => [
    ...lesson.doneBlocks.map((id) => `${key}#${id}`),
    ...(lesson.doneAt ? [`${key} done`] : []),
  ])

test('progress of several devices comes to the same in any order, however often it is told', () => {
  fc.assert(
    fc.property(
      fc.array(event, { maxLength: 40 }),
      fc.array(fc.nat(), { maxLength: 40 }),
      fc.nat({ max: 40 }),
      (events, picks, cut) => {
        const straight = addProgress(NO_PROGRESS, events)
        const again = picks.flatMap((pick) => events[pick % Math.max(1, events.length)] ?? [])
        const mixed = [...events, ...again].sort((a, b) =>
          (a.id.at(-1) ?? '') < (b.id.at(-1) ?? '') ? -1 : 1,
        )
        expect(addProgress(NO_PROGRESS, mixed)).toEqual(straight)
        const [one, other] = [events.slice(0, cut), events.slice(cut)].map((part) =>
          addProgress(NO_PROGRESS, part),
        )
        if (!one || !other) throw new Error('no halves')
        expect(joinProgress(one, other)).toEqual(straight)
        expect(joinProgress(other, one)).toEqual(straight)
      },
    ),
    { numRuns: 500 },
  )
})

test('progress never goes back', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), (events) => {
      let known = NO_PROGRESS
      for (const next of events) {
        const later = addProgress(known, [next])
        expect(doneOf(later)).toEqual(expect.arrayContaining(doneOf(known)))
        known = later
      }
    }),
    { numRuns: 200 },
  )
})
