import type { Page } from '@playwright/test'

/** The keys of a scanner come this far apart, however busy this machine is while it hands them on. */
const GAP_S = 0.005

/** A barcode scanner: a keyboard that types fast and ends with Enter. */
export async function scan(page: Page, code: string): Promise<void> {
  const keyboard = await page.context().newCDPSession(page)
  const startedAt = Date.now() / 1000
  for (const [index, key] of [...code, 'Enter'].entries()) {
    const timestamp = startedAt + index * GAP_S
    const text = key === 'Enter' ? '\r' : key
    await keyboard.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text, timestamp })
    await keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', key, timestamp })
  }
  await keyboard.detach()
}
