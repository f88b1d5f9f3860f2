/**
 * The till's service worker: opens the till without a network. One version of the app is one
 * immutable set of files in one cache. It never touches the journal, and never answers for the API.
 * Built as one file without imports; `__VERSION__` and `__FILES__` are filled in by the build.
 *
 * @see docs/decisions/012-till-shell.md
 */
// A module for the compiler alone; the build takes this line away.
export {}

declare const self: ServiceWorkerGlobalScope
declare const __VERSION__: string
declare const __FILES__: string[]

const PREFIX = 'till-shell-'
const OWN = PREFIX + __VERSION__
/** Which version was in use before this one, so that its open tabs still find their files. */
const NOTES = 'till-notes'
const PHOTOS = 'till-photos'

const FILES = new Set(__FILES__)

self.addEventListener('install', (event) => {
  event.waitUntil(install())
})

/** All files or none: a set with a hole would fail in the middle of a sale. */
async function install(): Promise<void> {
  const cache = await caches.open(OWN)
  try {
    await Promise.all(
      __FILES__.map(async (path) => {
        const response = await fetch(new Request(path, { cache: 'no-cache' }))
        if (!response.ok || response.redirected) throw new Error(`${path}: ${response.status}`)
        await cache.put(path, response)
      }),
    )
  } catch (cause) {
    await caches.delete(OWN)
    throw cause
  }
}

self.addEventListener('activate', (event) => {
  event.waitUntil(activate())
})

async function activate(): Promise<void> {
  const notes = await caches.open(NOTES)
  const before = await (await notes.match('/till/current'))?.text()
  const kept = new Set([OWN, NOTES, PHOTOS, ...(before && before !== OWN ? [before] : [])])
  for (const name of await caches.keys()) {
    if (name.startsWith('till-') && !kept.has(name)) await caches.delete(name)
  }
  await notes.put('/till/current', new Response(OWN))
  await self.clients.claim()
}

// The page asks for this when no sale is on the counter; a new version never comes in by itself.
self.addEventListener('message', (event) => {
  if (event.data === 'let in') void self.skipWaiting()
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (request.mode === 'navigate') {
    if (url.pathname.startsWith('/till')) event.respondWith(page(url.pathname, request))
  } else if (FILES.has(url.pathname) || url.pathname.startsWith('/till/assets/')) {
    event.respondWith(file(url.pathname, request))
  } else if (url.pathname.startsWith('/api/pictures/')) {
    event.respondWith(photo(request))
  }
})

async function page(path: string, request: Request): Promise<Response> {
  const name = path.startsWith('/till/display') ? '/till/display.html' : '/till/index.html'
  const cache = await caches.open(OWN)
  return (await cache.match(name)) ?? fetch(request)
}

/** Own files first; a tab of the version before finds its own in the cache that was kept for it. */
async function file(path: string, request: Request): Promise<Response> {
  const own = await caches.open(OWN)
  return (await own.match(path)) ?? (await caches.match(path)) ?? fetch(request)
}

/** The page brings photographs in the device's own name; until then an image waits, so long. */
const PHOTO_WAIT_MS = 20_000
const LOOK_AGAIN_MS = 400

/** Photographs never change under their address: what was brought once is there without a network. */
async function photo(request: Request): Promise<Response> {
  const cache = await caches.open(PHOTOS)
  const { pathname } = new URL(request.url)
  for (let waited = 0; waited <= PHOTO_WAIT_MS; waited += LOOK_AGAIN_MS) {
    const seen = await cache.match(pathname)
    if (seen) return seen
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
  }
  return fetch(request)
}
