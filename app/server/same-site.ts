import type { RequestHandler } from 'express'

/**
 * Refuses a change that another site's page asked for. Beside SameSite cookies: browsers say where
 * a request comes from (Sec-Fetch-Site, else Origin), and only this site's own pages may change
 * anything. Requests that carry a bearer token or come from a machine's own path bring no cookie.
 */
export function refuseCrossSite(publicOrigins: readonly string[]): RequestHandler {
  return (request, response, next) => {
    if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return next()
    // Programs and printers bring a token or a password with each request, and no cookie; a mailbox
    // brings the code of a letter in the address (RFC 8058).
    if (/^\/(?:api\/v1|print|u)\//.test(request.path)) return next()
    const site = request.get('sec-fetch-site')
    const origin = request.get('origin')
    const own = [`${request.protocol}://${request.get('host')}`, ...publicOrigins]
    const isOwn = site ? site === 'same-origin' : origin !== undefined && own.includes(origin)
    if (isOwn) return next()
    request.log.warn({ site, origin }, 'refused a cross-site request')
    response
      .status(403)
      .type('application/problem+json')
      .send(
        JSON.stringify({
          type: 'about:blank',
          title: 'Forbidden',
          status: 403,
          code: 'request.cross_site',
        }),
      )
  }
}
