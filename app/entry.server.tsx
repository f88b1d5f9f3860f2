import { PassThrough } from 'node:stream'
import { createReadableStreamFromReadable, type EntryContext } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import { isbot } from 'isbot'
import { renderToPipeableStream } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { PageContext } from './page-context.ts'
import type { LoadContext } from './server/http.ts'
import { preferencesOf } from './server/preferences.server.ts'
import { textsFor } from './server/texts.ts'

const ABORT_AFTER_MS = 10_000

/** Renders a page as a stream; scripts carry the request's nonce, so that the CSP lets them run. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  loadContext: LoadContext,
): Promise<Response> {
  const preferences = preferencesOf(request)
  const readyEvent = isbot(request.headers.get('user-agent')) ? 'onAllReady' : 'onShellReady'
  return new Promise((resolve, reject) => {
    let shellIsReady = false
    const { pipe, abort } = renderToPipeableStream(
      <PageContext.Provider value={{ nonce: loadContext.nonce, preferences }}>
        <I18nextProvider i18n={textsFor(preferences.language)}>
          <RemixServer context={remixContext} url={request.url} nonce={loadContext.nonce} />
        </I18nextProvider>
      </PageContext.Provider>,
      {
        nonce: loadContext.nonce,
        [readyEvent]() {
          shellIsReady = true
          const body = new PassThrough()
          headers.set('Content-Type', 'text/html; charset=utf-8')
          if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store')
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status }))
          pipe(body)
        },
        onShellError: reject,
        onError(error: unknown) {
          if (shellIsReady) loadContext.log.error({ err: error }, 'render')
        },
      },
    )
    setTimeout(abort, ABORT_AFTER_MS).unref()
  })
}

/** Errors of loaders and actions that are nobody's refusal: bugs. They are logged whole, once. */
export function handleError(
  error: unknown,
  args: { request: Request; context: LoadContext },
): void {
  if (args.request.signal.aborted) return
  args.context.log.error({ err: error, url: new URL(args.request.url).pathname }, 'unhandled')
}
