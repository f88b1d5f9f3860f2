import { deviceOf } from './own-device.ts'

/**
 * The token that a trainer's link or QR code brings: `/learn/#device=<token>`. It is taken out of the
 * address at once, where the next person would read it.
 */
export function takeDeviceLink(): { token: string } | 'none' | 'wrong' {
  const token = new URLSearchParams(location.hash.slice(1)).get('device')
  if (token === null) return 'none'
  history.replaceState(null, '', location.pathname + location.search)
  return deviceOf(token) === undefined ? 'wrong' : { token }
}
