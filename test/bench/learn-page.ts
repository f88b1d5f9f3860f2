/** What the bench sends into the learners' page. Each function is whole in itself: it travels alone. */

/** Milliseconds, from the opening of the page where nothing else is said. */
export interface LessonTimes {
  /** To the button of today's lesson. */
  homeAtMs: number
  /** To the first screen of the lesson, whose button was pressed the moment it was there. */
  lessonAtMs: number
  /** From a press on → to the frame that shows the next block. */
  nexts: number[]
}

/** Runs before the page: notes when things are there, and begins today's lesson without a pause. */
export function watchLesson(): void {
  const times: LessonTimes = { homeAtMs: 0, lessonAtMs: 0, nexts: [] }
  Reflect.set(window, 'benchTimes', times)
  let pressedAt = 0
  let before = ''
  const blockNow = () => document.querySelector('.lesson-main')?.getAttribute('data-block') ?? ''
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'ArrowRight') return
      pressedAt = event.timeStamp
      before = blockNow()
    },
    { capture: true },
  )
  const look = () => {
    const start = document.querySelector<HTMLElement>('.today button')
    if (times.homeAtMs === 0 && start) {
      times.homeAtMs = performance.now()
      start.click()
    }
    if (times.lessonAtMs === 0 && document.querySelector('.lesson-main')) {
      times.lessonAtMs = -1
      requestAnimationFrame(() => {
        times.lessonAtMs = performance.now()
      })
    }
    if (pressedAt > 0 && blockNow() !== before) {
      const at = pressedAt
      pressedAt = 0
      // The frame after this callback is the one with the block on the screen.
      requestAnimationFrame(() => times.nexts.push(performance.now() - at))
    }
  }
  new MutationObserver(look).observe(document, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['data-block'],
  })
}

/** What was seen until now. */
export const readTimes = (): LessonTimes => Reflect.get(window, 'benchTimes')
