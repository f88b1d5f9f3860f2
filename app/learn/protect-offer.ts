/** A phone that has just become somebody's own is asked once how they want to come back. */
const KEY = 'tillage-learn-protect'

/** Keeps over a reload that a device has not been asked yet. */
export function offerProtection(deviceId: string): void {
  try {
    localStorage.setItem(KEY, deviceId)
  } catch {
    // Then it stands on the phone's own page only.
  }
}

export function isProtectionOffered(deviceId: string): boolean {
  try {
    return localStorage.getItem(KEY) === deviceId
  } catch {
    return false
  }
}

/** They have chosen, or would rather not. */
export function endOffer(): void {
  try {
    localStorage.removeItem(KEY)
  } catch {
    // Nothing was kept.
  }
}
