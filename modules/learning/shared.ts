/** The browser door of learning: courses as devices carry them, and what is worked out from them. */
export * from './shared-course.ts'
export * from './shared-scenario.ts'
