import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** So long a challenge may be answered; then a new one is given, and nobody is asked to type. */
const NONCE_MS = 600_000
/** Challenges whose use is remembered, so that an answer that was overheard is worth nothing. */
const MOST_REMEMBERED = 5_000

/** What is known of somebody who proves himself by Digest. */
export type DigestSecret = {
  realm: string
  /** HA1 of RFC 7616: the hash of user, realm and password, in hex; its length says which hash. */
  ha1: string
}

type Asked = { method: string; url: string; authorization: string | undefined }

/** How often each challenge was answered. Each process counts its own. */
const used = new Map<string, number>()

/**
 * Whether a request proves the password (RFC 7616, `qop=auth`; without `qop`, as RFC 2069 had it, a
 * challenge is good for one request). Challenges are signed with HA1, so that any process of ours
 * knows them again and nobody else can make one.
 *
 * @returns undefined when it does, or the challenge to answer with a 401.
 */
export function checkDigest(
  { method, url, authorization }: Asked,
  { realm, ha1 }: DigestSecret,
): string | undefined {
  const given = parseDigest(authorization)
  if (!given) return challenge({ realm, ha1 }, false)
  const { username, nonce, uri, qop, nc, cnonce, response } = given
  const isForUs = given.realm === realm && samePath(uri, url) && username !== ''
  const count = qop === undefined ? 1 : Number.parseInt(nc ?? '', 16)
  const isWhole =
    isForUs && (qop === undefined || (qop === 'auth' && nc !== undefined && cnonce !== undefined))
  if (!isWhole || !Number.isInteger(count)) return challenge({ realm, ha1 }, false)
  const hash = hashOf(ha1)
  const ha2 = hash(`${method}:${uri}`)
  const middle = qop === undefined ? nonce : `${nonce}:${nc}:${cnonce}:${qop}`
  if (!isSame(hash(`${ha1}:${middle}:${ha2}`), response.toLowerCase())) {
    return challenge({ realm, ha1 }, false)
  }
  if (!isFresh(nonce, ha1) || count <= (used.get(nonce) ?? 0)) {
    return challenge({ realm, ha1 }, true)
  }
  remember(nonce, count)
  return undefined
}

function challenge({ realm, ha1 }: DigestSecret, isStale: boolean): string {
  const algorithm = ha1.length === 64 ? 'SHA-256' : 'MD5'
  const stale = isStale ? ', stale=true' : ''
  return `Digest realm="${realm}", qop="auth", algorithm=${algorithm}, nonce="${newNonce(ha1)}"${stale}`
}

const hashOf = (ha1: string) => (text: string) =>
  createHash(ha1.length === 64 ? 'sha256' : 'md5')
    .update(text)
    .digest('hex')

function newNonce(ha1: string): string {
  const head = `${Date.now().toString(36)}-${randomBytes(9).toString('base64url')}`
  return `${head}.${sign(head, ha1)}`
}

const sign = (head: string, ha1: string): string =>
  createHmac('sha256', `nonce:${ha1}`).update(head).digest('base64url')

function isFresh(nonce: string, ha1: string): boolean {
  const [head = '', signature = ''] = nonce.split('.')
  if (!isSame(signature, sign(head, ha1))) return false
  const madeAt = Number.parseInt(head.split('-')[0] ?? '', 36)
  return Math.abs(Date.now() - madeAt) < NONCE_MS
}

function remember(nonce: string, count: number): void {
  // The map keeps its order: what was used longest ago stands first.
  used.delete(nonce)
  used.set(nonce, count)
  if (used.size > MOST_REMEMBERED) used.delete(used.keys().next().value ?? '')
}

/** Compares without telling by the time it takes where two texts differ. */
export function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** A client may name the whole address; what was asked for must be what it signed. */
const samePath = (uri: string, url: string): boolean =>
  uri === url || uri.replace(/^https?:\/\/[^/]+/i, '') === url

const FIELD = /(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/g

function parseDigest(header: string | undefined) {
  const text = /^Digest\s+(.+)$/is.exec(header ?? '')?.[1]
  if (text === undefined || text.length > 2000) return undefined
  const fields = new Map<string, string>()
  for (const [, name = '', quoted, plain] of text.matchAll(FIELD)) {
    fields.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '')
  }
  const field = (name: string) => fields.get(name)
  return {
    username: field('username') ?? '',
    realm: field('realm') ?? '',
    nonce: field('nonce') ?? '',
    uri: field('uri') ?? '',
    response: field('response') ?? '',
    qop: field('qop'),
    nc: field('nc'),
    cnonce: field('cnonce'),
  }
}
