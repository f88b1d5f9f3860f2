import type { CoursePack } from '#modules/learning/shared.ts'

/**
 * A course as a loader told it. Remix's types write `undefined` to what may be left out, which the types
 * of courses refuse; the value on the way is the same.
 */
export const toldPack = (told: unknown): CoursePack => told as CoursePack
