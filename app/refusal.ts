import type { i18n } from 'i18next'

/** What a refusal says: see `DomainError`. */
interface Refusal {
  code: string
  data?: Record<string, string | number>
}

const isRefusal = (answer: unknown): answer is Refusal =>
  typeof answer === 'object' &&
  answer !== null &&
  'code' in answer &&
  typeof answer.code === 'string'

/**
 * The sentence of a refusal (`{ code, data }`) in the reader's language; undefined when the answer
 * is something else or nobody has written a sentence for it.
 */
export function refusalText(i18n: i18n, answer: unknown): string | undefined {
  return isRefusal(answer) ? errorText(i18n, answer.code, answer.data ?? {}) : undefined
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
