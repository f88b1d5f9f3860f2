import { idOfToken } from './own-device.ts'

/** What a trainer's link or QR code brings, as a person opened it. */
export interface Link {
  /** A venue's device, or an invitation to somebody's own phone. */
  kind: 'device' | 'invite'
  token: string
}

/**
 * The link of a trainer: `/learn/#device=<token>` or `/learn/#invite=<token>`. It is taken out of the
 * address at once, where the next person would read it.
 */
export function takeDeviceLink(): Link | 'none' | 'wrong' {
  const said = new URLSearchParams(location.hash.slice(1))
  for (const kind of ['device', 'invite'] as const) {
    const token = said.get(kind)
    if (token === null) continue
    history.replaceState(null, '', location.pathname + location.search)
    return idOfToken(token) === undefined ? 'wrong' : { kind, token }
  }
  return 'none'
}
