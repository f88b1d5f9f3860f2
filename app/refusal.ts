import type { i18n } from 'i18next'
import { z } from 'zod'

const Refusal = z.object({
  code: z.string(),
  data: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
})

/**
 * The sentence of a refusal (`{ code, data }`) in the reader's language; undefined when the answer
 * is something else or nobody has written a sentence for it.
 */
export function refusalText(i18n: i18n, answer: unknown): string | undefined {
  const refusal = Refusal.safeParse(answer)
  return refusal.success ? errorText(i18n, refusal.data.code, refusal.data.data) : undefined
}

/** The sentence of `errors.json` for a key that is only known at run time. */
export function errorText(
  i18n: i18n,
  key: string,
  values: Record<string, string | number>,
): string | undefined {
  const text: unknown = i18n.getResource(i18n.language, 'errors', key)
  if (typeof text !== 'string') return undefined
  return i18n.services.interpolator.interpolate(text, values, i18n.language, {})
}
