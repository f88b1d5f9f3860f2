import type { RequestHandler } from 'express'
import helmet from 'helmet'

/**
 * Headers that hold on every answer. Scripts run only with this request's nonce; nothing is loaded
 * from elsewhere. HSTS is sent over HTTPS alone, so that a shop's own server on plain HTTP works.
 */
export const securityHeaders: RequestHandler = (request, response, next) => {
  const nonce: unknown = response.locals.nonce
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'", `'nonce-${String(nonce)}'`],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'", ...(request.app.locals.isDevelopment ? ['ws:'] : [])],
        'media-src': ["'self'", 'blob:'],
        'worker-src': ["'self'"],
        'manifest-src': ["'self'"],
        'form-action': ["'self'"],
        'base-uri': ["'none'"],
        'frame-ancestors': ["'none'"],
        'object-src': ["'none'"],
        ...(request.app.locals.isDevelopment ? { 'style-src': ["'self'", "'unsafe-inline'"] } : {}),
      },
    },
    strictTransportSecurity: request.secure
      ? { maxAge: 63_072_000, includeSubDomains: true }
      : false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
  })(request, response, (error?: unknown) => {
    response.setHeader(
      'Permissions-Policy',
      'camera=(self), microphone=(), geolocation=(), usb=(self), serial=(self)',
    )
    next(error)
  })
}
