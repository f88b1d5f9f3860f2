import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { type ApiMethod, type ApiRoute, methodNotAllowed } from '#app/server/api-edge.server.ts'
import { loadContext } from '#app/server/edge.server.ts'
import { ledger, ledgerEntries } from './ledger.ts'
import { Problem, problemResponse } from './problem.ts'
import { products } from './products.ts'
import { quote } from './quote.ts'
import { sales } from './sales.ts'

/** Every address of the API and what can be done there. */
export const RESOURCES = {
  '/api/v1/ledger': ledger,
  '/api/v1/ledger/entries': ledgerEntries,
  '/api/v1/products': products,
  '/api/v1/quote': quote,
  '/api/v1/sales': sales,
} as const

const PROBLEMS: Record<number, string> = {
  400: 'The body is no JSON.',
  401: 'No token, or one that is not valid.',
  403: 'The token lacks the scope.',
  409: 'It contradicts what stands already.',
  413: 'The body is larger than 1 MB.',
  415: 'The body is not application/json.',
  422: 'A field is wrong; `errors` names it.',
  429: 'More than 600 requests in a minute; see Retry-After.',
}
const BODY_PROBLEMS = ['400', '409', '413', '415']

/** The OpenAPI 3.1 description of the API, made from the schemas that check its input. */
export function openApiDocument() {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [path, { routes }] of Object.entries(RESOURCES)) {
    paths[path] = Object.fromEntries(
      operations(routes).map(([method, route]) => [method.toLowerCase(), operation(method, route)]),
    )
  }
  paths['/api/v1/openapi.json'] = {
    get: {
      operationId: 'openapi',
      summary: 'This document',
      security: [],
      responses: {
        200: {
          description: 'OpenAPI 3.1.',
          content: { 'application/json': { schema: { type: 'object' } } },
        },
        405: problem('Only GET is possible here.'),
      },
    },
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tillage API',
      version: '1.0.0',
      description:
        'Money is whole NT$ in `…Minor`, quantity whole thousandths of the unit in `…Milli`. Errors are problem details (RFC 9457).',
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    paths,
    components: {
      schemas: schemas(),
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A token of the shop: `tlg_…`.' },
      },
    },
  }
}

const operations = (routes: { [method in ApiMethod]?: ApiRoute }) =>
  (['GET', 'POST'] as const).flatMap((method) => {
    const route = routes[method]
    return route ? [[method, route] as const] : []
  })

const refTo = (name: string) => ({ $ref: `#/components/schemas/${name}` })

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: refTo('Problem') } },
})

function operation(method: ApiMethod, { scope, description: told }: ApiRoute) {
  const successes = Object.entries(told.statuses).map(([status, description]) => [
    status,
    { description, content: contentOf(told.answer) },
  ])
  const problems = Object.entries(PROBLEMS)
    .filter(([status]) => method === 'POST' || !BODY_PROBLEMS.includes(status))
    .map(([status, description]) => [status, problem(description)])
  return {
    operationId: told.operationId,
    summary: told.summary,
    description: [told.description, `Scope: \`${scope}\`.`].filter(Boolean).join('\n\n'),
    ...(method === 'GET'
      ? { parameters: parametersOf(told.input.shape) }
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: refTo(told.input.name) } },
          },
        }),
    responses: Object.fromEntries([...successes, ...problems]),
  }
}

const contentOf = (answer: ApiRoute['description']['answer']) =>
  'files' in answer
    ? Object.fromEntries(answer.files.map((type) => [type, { schema: { type: 'string' } }]))
    : { 'application/json': { schema: refTo(answer.name) } }

/** The properties of a query's schema, each as a parameter. */
function parametersOf(shape: z.ZodType) {
  const schema = z.toJSONSchema(shape, { io: 'input' })
  return Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const { description, ...rest } = typeof property === 'object' ? property : {}
    const isRequired = schema.required?.includes(name) ?? false
    return { name, in: 'query', required: isRequired, description, schema: rest }
  })
}

/** Bodies by name: requests as they are sent, answers as they are received. */
function schemas(): Record<string, unknown> {
  const found: Record<string, unknown> = { Problem: bare(Problem, 'output') }
  for (const { routes } of Object.values(RESOURCES)) {
    for (const [method, { description }] of operations(routes)) {
      const { answer } = description
      if ('name' in answer) found[answer.name] = bare(answer.shape, 'output')
      if (method === 'POST') found[description.input.name] = bare(description.input.shape, 'input')
    }
  }
  return found
}

function bare(shape: z.ZodType, io: 'input' | 'output') {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io })
  return schema
}

/** Serves the document without a token, so that tools can read it. */
export const openApi = {
  loader: () =>
    Response.json(openApiDocument(), { headers: { 'Cache-Control': 'public, max-age=300' } }),
  action: ({ request, context }: LoaderFunctionArgs) =>
    methodNotAllowed({ request, requestId: loadContext(context).requestId }, ['GET']),
}

/** Any other address below `/api/v1`. */
export const nothingHere = ({ request, context }: LoaderFunctionArgs) =>
  problemResponse(
    { request, requestId: loadContext(context).requestId },
    { status: 404, code: 'api.no_such_resource' },
  )
