/** Which version of the app this page is, and the way to the next one. */

/** The built set of files this page belongs to; `dev` where nothing was built. */
export const shellVersion = (): string =>
  document.querySelector<HTMLMetaElement>('meta[name="shell-version"]')?.content ?? 'dev'

const LOOK_AGAIN_MS = 60 * 60_000

let registration: ServiceWorkerRegistration | undefined
let isLetIn = false
const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}

/** Whether a new version lies ready on this device and waits to be let in. */
export const hasNewShell = (): boolean => Boolean(registration?.waiting)

export function onNewShell(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Lets the new version in: every tab of the app opens again with it. Ask at a quiet moment. */
export function letNewShellIn(): void {
  isLetIn = true
  registration?.waiting?.postMessage('let in')
}

/**
 * Keeps an app on this device, so that it opens without a network. Where the browser has no
 * service workers (plain HTTP), it works as long as the page is open.
 */
export async function keepShell(app: 'till' | 'learn' | 'count'): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const hadOne = navigator.serviceWorker.controller !== null
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    // The very first worker takes over a page that is its own version already.
    if (hadOne || isLetIn) location.reload()
  })
  registration = await navigator.serviceWorker.register(`/${app}/sw.js`, {
    scope: `/${app}/`,
    updateViaCache: 'none',
  })
  registration.addEventListener('updatefound', () => {
    const coming = registration?.installing
    coming?.addEventListener('statechange', tell)
  })
  tell()
  const look = () => {
    if (document.visibilityState === 'visible') registration?.update().catch(() => undefined)
  }
  setInterval(look, LOOK_AGAIN_MS)
  document.addEventListener('visibilitychange', look)
}
