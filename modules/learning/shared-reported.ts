/** Whether a website or a LINE id was reported: one form to compare them in. */

export interface Contact {
  kind: 'site' | 'line'
  value: string
}

/** Endings below which everybody may have a name of their own: those belong to it. */
const SECOND_LEVEL = /^(?:com|net|org|edu|gov|idv|co|ac|ne|or)$/

/**
 * What somebody typed or a list says, as a website's domain or a LINE id; undefined for anything
 * else. `https://WWW.Shop.example/a?b` is `shop.example`; `＠Happy` is `happy`.
 */
export function contactIn(typed: string): Contact | undefined {
  const text = typed
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/\[\.\]|\(\.\)|。/g, '.')
  return siteIn(text) ?? lineIn(text)
}

export function siteIn(text: string): Contact | undefined {
  const address = text.replace(/^(?:hxxps?|https?)?:?\/\//i, '').split(/[/?#\s]/)[0] ?? ''
  const named = (address.split('@').at(-1) ?? '').replace(/:\d+$/, '').replace(/\.$/, '')
  if (!named.includes('.') || text.startsWith('@')) return undefined
  const url = `http://${named}`
  if (!URL.canParse(url)) return undefined
  // Names in other letters are compared as the network writes them.
  const host = new URL(url).hostname.replace(/^www\./, '')
  const isHost = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,62})\.)+(?:[a-z]{2,}|xn--[a-z0-9-]+)$/.test(host)
  return (isHost || /^\d+(?:\.\d+){3}$/.test(host)) && host.length <= 253
    ? { kind: 'site', value: host }
    : undefined
}

export function lineIn(text: string): Contact | undefined {
  const id = text.replace(/^(?:line\s*(?:id)?\s*[:=]?\s*)?[@~]?/i, '')
  return /^[a-z0-9][a-z0-9._-]{2,39}$/.test(id) ? { kind: 'line', value: id } : undefined
}

/**
 * What may stand in the list for somebody's question, the nearest first: of a website also those that
 * it is below, since who has `shop.example` has `pay.shop.example`. A bare ending is nobody's.
 */
export function formsOf({ kind, value }: Contact): Contact[] {
  if (kind === 'line') return [{ kind, value }]
  const parts = value.split('.')
  const forms = parts
    .map((_, at) => parts.slice(at))
    .filter((rest) => rest.length > 1)
    .filter((rest) => rest.length > 2 || !SECOND_LEVEL.test(rest[0] ?? ''))
    .map((rest) => ({ kind, value: rest.join('.') }))
  // A LINE id may have a dot too.
  const id = lineIn(value)
  return id ? [...forms, id] : forms
}
