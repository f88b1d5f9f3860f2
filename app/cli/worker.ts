import { pino } from 'pino'
import { readEnv } from '#modules/kernel/env.ts'
import { openStore } from '../server/boot.ts'
import { failClearly, stopOnSignal } from '../server/serve.ts'
import { startWorker } from '../worker.ts'

/** `npm run worker`: jobs in a process of their own, beside web processes with WORKER=separate. */
try {
  const env = readEnv()
  const log = pino({ level: env.LOG_LEVEL, base: null })
  const store = await openStore(env, console.log)
  const worker = await startWorker(store.workerUrl, env, log)
  console.log(`The worker serves ${store.place}.`)
  stopOnSignal(async () => {
    await worker.stop()
    await store.close()
  })
} catch (error) {
  failClearly(error)
}
