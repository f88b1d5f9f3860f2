import { existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { readEnv } from '#modules/kernel/env.ts'
import { BootError } from '../server/boot.ts'
import { failClearly, serve, stopOnSignal } from '../server/serve.ts'

/** The built office. Loaded by address, because it does not exist before `npm run build`. */
export async function loadBuild() {
  const file = path.resolve('build/server/index.js')
  if (!existsSync(file)) throw new BootError('There is no build yet. Run `npm run build` first.')
  return import(pathToFileURL(file).href)
}

/** `npm run start`: production. No demo data, nothing built. */
if (process.argv[1]?.endsWith('start.ts')) {
  try {
    const env = readEnv()
    const serving = await serve({ env, build: await loadBuild(), say: console.log })
    console.log(
      `Tillage listens on http://localhost:${serving.port} (rows: ${serving.store.place})`,
    )
    stopOnSignal(serving.stop)
  } catch (error) {
    failClearly(error)
  }
}
