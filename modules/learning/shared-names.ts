import { z } from 'zod'

/** What a learner is called: any letters, no line breaks, nothing invisible. */
export const LearnerName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^\p{Cc}]*$/u, 'field.control')
