/**
 * The service worker of a client app: opens it without a network. One version of the app is one
 * immutable set of files in one cache. It never touches the journal, and never answers for the API.
 * Built as one file without imports; the names in capitals are filled in by the build.
 *
 * @see docs/decisions/012-till-shell.md
 */
// A module for the compiler alone; the build takes this line away.
export {}

declare const self: ServiceWorkerGlobalScope
declare const __APP__: 'till' | 'learn' | 'count'
declare const __VERSION__: string
declare const __FILES__: string[]

const OWN = `${__APP__}-shell-${__VERSION__}`
/** Which version was in use before this one, so that its open tabs still find their files. */
const NOTES = `${__APP__}-notes`
const CURRENT = `/${__APP__}/current`
const PHOTOS = `${__APP__}-photos`

const FILES = new Set(__FILES__)

self.addEventListener('install', (event) => {
  event.waitUntil(install())
})

/** All files or none: a set with a hole would fail in the middle of work. */
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
  const before = await (await notes.match(CURRENT))?.text()
  const kept = new Set([OWN, NOTES, PHOTOS, ...(before && before !== OWN ? [before] : [])])
  for (const name of await caches.keys()) {
    if (name.startsWith(`${__APP__}-`) && !kept.has(name)) await caches.delete(name)
  }
  await notes.put(CURRENT, new Response(OWN))
  await self.clients.claim()
}

// The page asks for this at a quiet moment; a new version never comes in by itself.
self.addEventListener('message', (event) => {
  if (event.data === 'let in') void self.skipWaiting()
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (request.mode === 'navigate') {
    if (url.pathname.startsWith(`/${__APP__}`)) event.respondWith(page(url.pathname, request))
  } else if (FILES.has(url.pathname) || url.pathname.startsWith(`/${__APP__}/assets/`)) {
    event.respondWith(file(url.pathname, request))
  } else if (url.pathname.startsWith('/api/pictures/')) {
    event.respondWith(photo(request))
  }
})

async function page(path: string, request: Request): Promise<Response> {
  const [, , first = ''] = path.split('/')
  const own = `/${__APP__}/${first.replace('.html', '')}.html`
  const name = FILES.has(own) ? own : `/${__APP__}/index.html`
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
