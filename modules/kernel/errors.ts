export { assert } from './shared.ts'

/** How a refusal maps to HTTP. Anything that is not a DomainError is a bug, and answers 500. */
const STATUS = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  limited: 429,
  too_large: 413,
} as const

export type RefusalKind = keyof typeof STATUS
export type RefusalData = Record<string, string | number>

/**
 * A refusal the user can understand. `code` is also the translation key `errors:<code>`;
 * `data` fills that sentence and names no secret.
 */
export class DomainError extends Error {
  readonly status: number
  readonly code: string
  readonly kind: RefusalKind
  readonly data: RefusalData
  constructor(code: string, kind: RefusalKind, data: RefusalData = {}) {
    super(code)
    this.name = 'DomainError'
    this.code = code
    this.kind = kind
    this.status = STATUS[kind]
    this.data = data
  }
}

/**
 * True for a refusal. The class is compared by name too, because the server bundle and the
 * program that hosts it may each carry a copy of this file.
 */
export function isDomainError(error: unknown): error is DomainError {
  return error instanceof DomainError || (error instanceof Error && error.name === 'DomainError')
}
