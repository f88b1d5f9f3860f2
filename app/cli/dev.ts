import type { RequestHandler } from 'express'
import { readEnv } from '#modules/kernel/env.ts'
import { failClearly, serve, stopOnSignal } from '../server/serve.ts'
import { fillDemo } from './demo-data.ts'

/** `npm run dev`: the office with hot reload; the till as `npm run build` last made it. */
try {
  const { createServer } = await import('vite')
  const vite = await createServer({ server: { middlewareMode: true }, appType: 'custom' })
  const env = readEnv({ PRINTER_HOSTS: '127.0.0.0/8', ...process.env, NODE_ENV: 'development' })
  const serving = await serve({
    env,
    build: async () => (await vite.ssrLoadModule('virtual:remix/server-build')) as never,
    developmentAssets: vite.middlewares as RequestHandler,
    say: console.log,
    prepare: async () => void (await fillDemo()),
  })
  console.log(`http://localhost:${serving.port}`)
  stopOnSignal(async () => {
    await serving.stop()
    await vite.close()
  })
} catch (error) {
  failClearly(error)
}
