import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs'
import path from 'node:path'
import express, { Router } from 'express'
import type { Env } from '#modules/kernel/env.ts'

const DAY_MS = 86_400_000
/** A device that was not opened for a season still finds the files of its own version. */
const KEPT_MS = 90 * DAY_MS

/**
 * Files of a client app. Those with a hash in their name never change; the page and the service worker
 * are asked for anew each time. Files of former builds stay for 90 days, because a tablet may
 * be a version behind while its network is gone.
 */
export function clientAppFiles(
  app: 'till' | 'learn' | 'count',
  env: Pick<Env, 'DATA_DIR' | 'TILL_WORKER'>,
): Router {
  const router = Router()
  const built = `build/${app}`
  const kept = path.resolve(env.DATA_DIR, `${app}-assets`)
  keepAssets(path.join(built, 'assets'), kept, new Date())
  const forever = {
    immutable: true,
    maxAge: 365 * DAY_MS,
    fallthrough: true,
    index: false,
  } as const
  router.use('/assets', express.static(`${built}/assets`, forever))
  router.use('/assets', express.static(kept, forever))
  router.use('/assets', (_request, response) => void response.status(404).type('text').send('404'))
  if (env.TILL_WORKER === 'off') {
    router.get('/sw.js', (_request, response) => {
      response.setHeader('Cache-Control', 'no-cache')
      response.type('text/javascript').send(noWorker(app))
    })
  }
  router.use(
    express.static(built, {
      index: 'index.html',
      setHeaders: (response) => void response.setHeader('Cache-Control', 'no-cache'),
    }),
  )
  return router
}

/**
 * A worker that takes the one before it away: pages then come from the network again. It leaves the
 * journal alone, which holds what people did.
 */
const noWorker = (
  app: string,
): string => `self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith('${app}-')) await caches.delete(name)
  await self.registration.unregister()
})()))
`

/**
 * Copies what is built now beside what was built before, and lets go of what has not been current
 * for 90 days.
 */
export function keepAssets(built: string, kept: string, now: Date): void {
  if (!existsSync(built)) return
  mkdirSync(kept, { recursive: true })
  for (const name of readdirSync(built)) {
    const copy = path.join(kept, name)
    if (!existsSync(copy)) copyFileSync(path.join(built, name), copy)
    utimesSync(copy, now, now)
  }
  for (const name of readdirSync(kept)) {
    const copy = path.join(kept, name)
    if (now.getTime() - statSync(copy).mtimeMs > KEPT_MS) rmSync(copy)
  }
}
