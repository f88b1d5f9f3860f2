import { z } from 'zod'

// PostgreSQL refuses NUL in text, and no name or address has a control character on purpose.
const NO_CONTROLS = /^[^\p{Cc}]*$/u
const NO_CONTROLS_BUT_LINES = /^[^\p{Cc}]*([\n\r\t][^\p{Cc}]*)*$/u

/** One line that must say something. */
export const line = (maximum: number) =>
  z.string().trim().min(1).max(maximum).regex(NO_CONTROLS, 'field.control')

/** One line that may stay empty, which is null. */
export const optionalLine = (maximum: number) =>
  z
    .string()
    .trim()
    .max(maximum)
    .regex(NO_CONTROLS, 'field.control')
    .transform((text) => (text === '' ? null : text))

/** Several lines, maybe none. */
export const lines = (maximum: number) =>
  z
    .string()
    .trim()
    .max(maximum)
    .regex(NO_CONTROLS_BUT_LINES, 'field.control')
    .transform((text) => text.replaceAll('\r\n', '\n'))
