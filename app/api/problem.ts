import { z } from 'zod'
import { errorText } from '#app/refusal.ts'
import { issueOf } from '#app/server/form.server.ts'
import { languageFromHeader, textsFor } from '#app/server/texts.ts'
import type { RefusalData } from '#modules/kernel/errors.ts'

/** RFC 9457, with `code` for programs, `detail` for people and `errors` for what was in a field. */
export const Problem = z.object({
  type: z.string().describe('Always `about:blank`: `status` and `code` say what happened.'),
  title: z.string(),
  status: z.number().int(),
  code: z.string().describe('Stable name of the problem, e.g. `pos.unknown_product`.'),
  detail: z.string().describe('One sentence in the language of Accept-Language.'),
  instance: z.string().describe('The request, as it stands in the log: `urn:uuid:…`.'),
  data: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .optional()
    .describe('What the sentence was made of.'),
  errors: z
    .array(
      z.object({
        pointer: z.string().optional().describe('Where in the body: a JSON Pointer (RFC 6901).'),
        parameter: z.string().optional().describe('Which query parameter.'),
        code: z.string(),
        detail: z.string(),
      }),
    )
    .optional(),
})
export type Problem = z.output<typeof Problem>

const TITLES: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

/** Who asked, as far as an answer about a problem needs to know. */
export interface Asked {
  request: Request
  requestId: string
}

interface Refusal {
  status: number
  code: string
  data?: RefusalData
  errors?: Problem['errors']
  headers?: Record<string, string>
}

/** The answer that says what is wrong, for people and for programs. */
export function problemResponse(asked: Asked, refusal: Refusal): Response {
  const { status, code, data = {}, errors, headers = {} } = refusal
  const problem: Problem = {
    type: 'about:blank',
    title: TITLES[status] ?? 'Error',
    status,
    code,
    detail: sentence(asked.request, code, data) ?? TITLES[status] ?? code,
    instance: `urn:uuid:${asked.requestId}`,
    ...(Object.keys(data).length > 0 ? { data } : {}),
    ...(errors ? { errors } : {}),
  }
  return new Response(JSON.stringify(problem), {
    status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
      Vary: 'Accept-Language',
      ...headers,
    },
  })
}

/** A thousand wrong lines are told by their first twenty. */
const MAX_ERRORS = 20

/** What Zod found wrong, each with its place in the body or the name of its parameter. */
export function fieldErrors(
  request: Request,
  error: z.ZodError,
  place: 'body' | 'query',
): NonNullable<Problem['errors']> {
  return error.issues
    .flatMap((issue) => {
      const paths =
        issue.code === 'unrecognized_keys'
          ? issue.keys.map((key) => [...issue.path, key])
          : [issue.path]
      return paths.map((path) => ({ path, ...issueOf(issue) }))
    })
    .slice(0, MAX_ERRORS)
    .map(({ path, key, values }) => ({
      ...(place === 'body'
        ? { pointer: pointerOf(path) }
        : { parameter: path.map(String).join('.') }),
      code: key,
      detail: sentence(request, key, values) ?? sentence(request, 'api.wrong_field', {}) ?? key,
    }))
}

const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

const sentence = (request: Request, code: string, data: RefusalData): string | undefined =>
  errorText(textsFor(languageFromHeader(request.headers.get('accept-language'))), code, data)
