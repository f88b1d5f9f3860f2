import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RequestHandler } from 'express'
import helmet from 'helmet'

/** The nonce that `identify` made for this request's scripts. */
const nonceOf = (_request: IncomingMessage, response: ServerResponse): string => {
  const locals: unknown = Reflect.get(response, 'locals')
  const nonce: unknown = typeof locals === 'object' && locals ? Reflect.get(locals, 'nonce') : ''
  return `'nonce-${String(nonce)}'`
}

/**
 * Headers that hold on every answer. Scripts run only with this request's nonce; nothing is loaded
 * from elsewhere. HSTS is sent over HTTPS alone, so that a shop's own server on plain HTTP works.
 *
 * @param isDevelopment lets Vite's hot reload open its socket and write its styles.
 */
export function securityHeaders(isDevelopment: boolean): RequestHandler {
  const headersFor = (isSecure: boolean) =>
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          'default-src': ["'none'"],
          'script-src': ["'self'", nonceOf],
          'style-src': ["'self'", ...(isDevelopment ? ["'unsafe-inline'"] : [])],
          'img-src': ["'self'", 'data:', 'blob:'],
          'font-src': ["'self'"],
          'connect-src': ["'self'", ...(isDevelopment ? ['ws:'] : [])],
          'media-src': ["'self'", 'blob:'],
          'worker-src': ["'self'"],
          'manifest-src': ["'self'"],
          'form-action': ["'self'"],
          'base-uri': ["'none'"],
          'frame-ancestors': ["'none'"],
          'object-src': ["'none'"],
        },
      },
      strictTransportSecurity: isSecure ? { maxAge: 63_072_000, includeSubDomains: true } : false,
      crossOriginEmbedderPolicy: false,
      referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    })
  const [plain, secure] = [headersFor(false), headersFor(true)]
  return (request, response, next) => {
    response.setHeader(
      'Permissions-Policy',
      'camera=(self), microphone=(self), geolocation=(), usb=(self), serial=(self), bluetooth=(self)',
    )
    const headers = request.secure ? secure : plain
    headers(request, response, next)
  }
}
