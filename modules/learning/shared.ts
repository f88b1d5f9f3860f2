/** The browser door of learning: courses as devices carry them, and what is worked out from them. */

export * from './shared-class.ts'
export * from './shared-course.ts'
export * from './shared-learn-events.ts'
export * from './shared-mastery.ts'
export * from './shared-names.ts'
export * from './shared-progress.ts'
export * from './shared-questions.ts'
export * from './shared-review.ts'
export * from './shared-scenario.ts'
export * from './shared-sittings.ts'
export * from './shared-snapshot.ts'
