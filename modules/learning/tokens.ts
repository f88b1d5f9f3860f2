const TOKEN = /^([0-9a-f-]{36})\.([0-9a-f-]{36})\.([\w-]{43})$/

/** What a token says, before anybody knows whether it is true. */
export interface TokenParts {
  tenantId: string
  /** The row that it is of. */
  id: string
  secret: string
}

/** `<tenant>.<row>.<secret>`: says itself which centre's fence to stand in. */
export const tokenOf = (tenantId: string, id: string, secret: string): string =>
  `${tenantId}.${id}.${secret}`

/** Undefined for what is no token at all. */
export function readToken(token: string): TokenParts | undefined {
  const [, tenantId, id, secret] = TOKEN.exec(token) ?? []
  return tenantId && id && secret ? { tenantId, id, secret } : undefined
}
