import { noCountKey } from './errors.ts'

const TOKEN = /^([0-9a-f-]{36})\.([0-9a-f-]{36})\.([\w-]{43})$/

/** What a counting phone's token says, before anybody knows whether it is true. */
export interface CountToken {
  tenantId: string
  keyId: string
  secret: string
}

/** `<tenant>.<key>.<secret>`: says itself which shop's fence to stand in. */
export const countTokenOf = ({ tenantId, keyId, secret }: CountToken): string =>
  `${tenantId}.${keyId}.${secret}`

/** @throws inventory.no_count_key for what is no token at all. */
export function readCountToken(token: string): CountToken {
  const [, tenantId, keyId, secret] = TOKEN.exec(token) ?? []
  if (!tenantId || !keyId || !secret) throw noCountKey()
  return { tenantId, keyId, secret }
}
