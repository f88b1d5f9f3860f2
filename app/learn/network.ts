/** What a browser may say of its network (Network Information API); many say nothing. */
interface NetworkInformation extends EventTarget {
  readonly type?: string
}

function connection(): NetworkInformation | undefined {
  const found: unknown = Reflect.get(navigator, 'connection')
  return isInformation(found) ? found : undefined
}

const isInformation = (value: unknown): value is NetworkInformation =>
  value instanceof EventTarget && 'type' in value

/** Whether this device says over which network it is: only then can one choose. */
export const knowsNetwork = (): boolean => typeof connection()?.type === 'string'

/** Whether what is fetched now is paid for by the piece, as far as the device says. */
export const isMobileNetwork = (): boolean => connection()?.type === 'cellular'

/** @returns no longer listens. */
export function onNetworkChange(listener: () => void): () => void {
  const found = connection()
  window.addEventListener('online', listener)
  found?.addEventListener('change', listener)
  return () => {
    window.removeEventListener('online', listener)
    found?.removeEventListener('change', listener)
  }
}

const KEY = 'tillage-learn-wifi-only'

export function readWifiOnly(): boolean {
  try {
    return localStorage.getItem(KEY) === 'yes'
  } catch {
    return false
  }
}

export function writeWifiOnly(isOnly: boolean): void {
  try {
    localStorage.setItem(KEY, isOnly ? 'yes' : 'no')
  } catch {
    // It then holds until the page closes.
  }
}
