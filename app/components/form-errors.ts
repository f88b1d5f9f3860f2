import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '#app/refusal.ts'
import type { ActionAnswer } from '#app/server/edge.server.ts'

/** Where the sentences of a refused form stand. */
export interface FormErrors {
  /** What is wrong with one field. */
  field(name: string): string | undefined
  /** What is wrong with the whole; undefined when every sentence stands beside a field. */
  general: string | undefined
}

/**
 * The sentences of an action's refusal in the reader's language.
 *
 * @param fields where a refusal of the whole belongs to one field, by its code.
 * @param names the fields that the form shows; a sentence about any other is general.
 */
export function useFormErrors(
  answer: ActionAnswer<unknown> | undefined,
  names: readonly string[],
  fields: Record<string, string> = {},
): FormErrors {
  const { t, i18n } = useTranslation('errors')
  // Takes a person who can't see the red edge to the first field that has one.
  useEffect(() => {
    if (answer && !answer.ok) {
      document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
    }
  }, [answer])
  const sentences = new Map<string, string>()
  let general: string | undefined
  const say = (name: string | undefined, code: string, data: Record<string, string | number>) => {
    const sentence = errorText(i18n, code, data) ?? t('request.failed')
    if (name !== undefined && names.includes(name)) sentences.set(name, sentence)
    else general ??= sentence
  }
  if (answer && !answer.ok) {
    if ('code' in answer) say(fields[answer.code], answer.code, answer.data)
    else {
      for (const [path, issue] of Object.entries(answer.issues)) {
        say(path.split('.')[0], issue.key, issue.values)
      }
    }
  }
  return { field: (name) => sentences.get(name), general }
}
