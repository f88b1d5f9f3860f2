import { randomBytes, randomUUID } from 'node:crypto'
import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express, { type Application, type RequestHandler } from 'express'
import { sql } from 'kysely'
import type { Logger } from 'pino'
import { database } from '#modules/kernel/db.ts'
import { type Env, listFrom } from '#modules/kernel/env.ts'
import { clientAppFiles } from './client-app-files.ts'
import { securityHeaders } from './headers.ts'
import { machineBuild } from './machine-build.ts'
import { printerRoutes } from './printer-routes.ts'
import { refuseCrossSite } from './same-site.ts'
import { languageFromHeader, textsFor } from './texts.ts'

declare global {
  namespace Express {
    interface Request {
      log: Logger
      id: string
    }
  }
}

/** What Remix's loaders and actions are told about the request by the server around them. */
export interface LoadContext {
  nonce: string
  requestId: string
  clientAddress: string
  log: Logger
  isSecure: boolean
  printerHosts: string[]
  /** Addresses that browsers use, where they differ from the Host that arrives here. */
  publicOrigins: string[]
  [key: string]: unknown
}

export interface HttpOptions {
  env: Env
  log: Logger
  /** The built back office, or how to load it anew for each request in development. */
  build: ServerBuild | (() => Promise<ServerBuild>)
  /** Vite's middlewares in development. */
  developmentAssets?: RequestHandler
  /** So long a printer that asks may wait for others, to be looked up with them. */
  gatherMs?: number
  /** Says false once the process has been asked to stop. */
  isAccepting: () => boolean
}

const DAY_MS = 86_400_000
/** No form or batch is larger; pictures and CSV files have a limit of their own. */
const MAX_BODY_BYTES = 12_000_000

/** Below it an answer is three packets at most: packing it costs the server more than it saves a line. */
const PACKED_FROM_BYTES = 4096

/** The whole web server: headers, limits and static files around Remix. */
export function createHttpApp(options: HttpOptions): Application {
  const { env, log } = options
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', env.TRUST_PROXY)

  app.get('/livez', (_request, response) => void response.type('text').send('ok'))
  app.get('/readyz', ready(options.isAccepting))
  // Printers bring a secret and a password and no cookie, and are bounded by their own limits.
  app.use('/print', printerRoutes(log, options.gatherMs))
  app.use(identify(log))
  app.use(securityHeaders(options.developmentAssets !== undefined))
  app.use(refuseCrossSite(listFrom(env.PUBLIC_ORIGINS)))
  app.use(limitBody)
  app.use(compression({ threshold: PACKED_FROM_BYTES }))

  if (options.developmentAssets) app.use(options.developmentAssets)
  else
    app.use(
      '/assets',
      express.static('build/client/assets', {
        immutable: true,
        maxAge: 365 * DAY_MS,
        fallthrough: false,
      }),
    )
  app.use('/till', clientAppFiles('till', env))
  app.use('/learn', clientAppFiles('learn', env))
  app.use('/count', clientAppFiles('count', env))
  // The program for the computer in a shop; what it asks while it runs is a route.
  app.use('/print/agent', express.static('build/agent', { index: false }))
  app.use(express.static('public', { maxAge: DAY_MS }))
  app.use(express.static('build/client', { maxAge: DAY_MS, index: false }))

  const getLoadContext = (request: express.Request, response: express.Response): LoadContext => ({
    nonce: String(response.locals.nonce),
    requestId: request.id,
    clientAddress: request.ip ?? '',
    log: request.log,
    isSecure: request.secure,
    printerHosts: listFrom(env.PRINTER_HOSTS),
    publicOrigins: listFrom(env.PUBLIC_ORIGINS),
  })
  const mode = env.NODE_ENV
  const machines = createRequestHandler({
    build: machineBuild(options.build),
    mode,
    getLoadContext,
  })
  app.all('/api/*', (request, response, next) => void machines(request, response, next))
  const pages = createRequestHandler({ build: options.build, mode, getLoadContext })
  app.all('*', (request, response, next) => void pages(request, response, next))
  app.use(lastResort)
  return app
}

/** The address of an invitation, a screen or a printer is its secret, and many people read a log. */
const withoutSecret = (path: string): string =>
  path.replace(/^(\/(?:invitation|display|api\/display|print\/\w+)\/).+/, '$1…')

/** A number for every request, in its log lines and in its answer, to find one by the other. */
function identify(log: Logger): RequestHandler {
  return (request, response, next) => {
    request.id = randomUUID()
    request.log = log.child({ requestId: request.id })
    response.locals.nonce = randomBytes(16).toString('base64')
    response.setHeader('X-Request-Id', request.id)
    const startedAt = performance.now()
    // Whoever answers below may have shortened it to what is left behind its own part.
    const { path } = request
    response.on('finish', () => {
      if (/^\/(?:(?:till|learn|count)\/)?assets/.test(path)) return
      const durationMs = Math.round(performance.now() - startedAt)
      request.log.info({
        method: request.method,
        path: withoutSecret(path),
        status: response.statusCode,
        durationMs,
      })
    })
    next()
  }
}

/** Refuses early what no route would accept: a body must say how long it is, and be of bounds. */
const limitBody: RequestHandler = (request, response, next) => {
  const refuse = (
    status: 411 | 413,
    title: string,
    code: 'request.no_length' | 'request.too_large',
  ) => {
    response.status(status).setHeader('Connection', 'close')
    const { t } = textsFor(languageFromHeader(request.get('accept-language') ?? null))
    const data = { megabytes: MAX_BODY_BYTES / 1e6 }
    const detail = t(`errors:${code}`, data)
    response
      .type('application/problem+json')
      .send(JSON.stringify({ type: 'about:blank', title, status, code, data, detail }))
  }
  if (request.get('transfer-encoding')) return refuse(411, 'Length Required', 'request.no_length')
  if (Number(request.get('content-length') ?? 0) > MAX_BODY_BYTES) {
    return refuse(413, 'Payload Too Large', 'request.too_large')
  }
  next()
}

function ready(isAccepting: () => boolean): RequestHandler {
  return (_request, response) => {
    const refuse = () => void response.status(503).type('text').send('not ready')
    if (!isAccepting()) return refuse()
    sql`select 1`.execute(database()).then(() => response.type('text').send('ready'), refuse)
  }
}

const lastResort: express.ErrorRequestHandler = (error, request, response, next) => {
  const status = typeof error?.status === 'number' && error.status < 500 ? error.status : 500
  if (status === 500) request.log.error({ err: error }, 'unhandled')
  if (response.headersSent) return next(error)
  response.status(status).type('text').send(`${status} ${request.id}`)
}
