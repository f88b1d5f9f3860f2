import { readEnv } from '#modules/kernel/env.ts'
import { openStore } from '../server/boot.ts'
import { failClearly } from '../server/serve.ts'

/** `npm run migrate`: brings the database to this version, checks the fences, and ends. */
try {
  const store = await openStore(readEnv(), console.log)
  console.log(
    store.migrated.length > 0
      ? `Ran ${store.migrated.join(', ')}.`
      : `${store.place} is up to date.`,
  )
  await store.close()
} catch (error) {
  failClearly(error)
}
