import type { z } from 'zod'
import { DomainError } from '#modules/kernel/errors.ts'

/** What was wrong with one field: a key in `errors.json` and what fills its sentence. */
export interface FieldIssue {
  key: string
  values: Record<string, string | number>
}
export type FieldIssues = Record<string, FieldIssue>

/** A form without files stays small; the CSV import says so when it needs more. */
const MAX_FORM_BYTES = 1_000_000

/**
 * The body of a request as plain values: JSON, or a form's fields. A field whose name ends in `[]`
 * is a list; a file stays a File.
 */
export async function readBody(request: Request, maxBytes = MAX_FORM_BYTES): Promise<unknown> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) {
    throw new DomainError('request.too_large', 'too_large', {
      megabytes: Math.round(maxBytes / 1e6),
    })
  }
  const type = request.headers.get('content-type') ?? ''
  try {
    if (type.includes('application/json')) return await request.json()
    return fieldsOf(await request.formData())
  } catch {
    throw new DomainError('request.malformed', 'invalid')
  }
}

function fieldsOf(form: FormData): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  for (const key of new Set(form.keys())) {
    if (key.endsWith('[]')) fields[key.slice(0, -2)] = form.getAll(key)
    else fields[key] = form.get(key)
  }
  return fields
}

/** One sentence per field, the first that Zod found. */
export function issuesOf(error: z.ZodError): FieldIssues {
  const issues: FieldIssues = {}
  for (const issue of error.issues) {
    const path = issue.path.map(String).join('.') || 'form'
    issues[path] ??= issueOf(issue)
  }
  return issues
}

/** What Zod found, as a key of `errors.json` and what fills its sentence. */
export const issueOf = (issue: z.core.$ZodIssue): FieldIssue => ({
  key: keyOf(issue),
  values: valuesOf(issue),
})

/** A schema may name its own key (`error: 'inventory.bad_prefix'`); the rest get a general sentence. */
function keyOf(issue: z.core.$ZodIssue): string {
  if (/^[a-z_]+\.[a-z_]+$/.test(issue.message)) return issue.message
  if (issue.code === 'too_small') {
    return issue.origin === 'string' && issue.minimum === 1
      ? 'field.required'
      : `field.too_small_${issue.origin === 'string' ? 'text' : 'number'}`
  }
  if (issue.code === 'too_big')
    return issue.origin === 'string' ? 'field.too_long' : 'field.too_big_number'
  if (issue.code === 'invalid_type')
    return issue.input === undefined ? 'field.required' : 'field.wrong'
  if (issue.code === 'unrecognized_keys') return 'field.unknown'
  return 'field.wrong'
}

function valuesOf(issue: z.core.$ZodIssue): Record<string, string | number> {
  if (issue.code === 'too_small') return { minimum: Number(issue.minimum) }
  if (issue.code === 'too_big') return { maximum: Number(issue.maximum) }
  return {}
}
