import { readEnv } from '#modules/kernel/env.ts'
import { failClearly, serve, stopOnSignal } from '../server/serve.ts'
import { buildIfStale } from './build.ts'
import { DEMO_PASSWORD, DEMO_PEOPLE, fillDemo } from './demo-data.ts'
import { loadBuild } from './start.ts'

/** Printers a demo may reach: this machine and the ranges of home networks. */
const LOCAL_NETWORKS = '127.0.0.0/8,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16'

/** `npm run demo`: builds, starts everything, fills two shops and a centre the first time. */
async function demo(): Promise<void> {
  const env = readEnv({ LOG_LEVEL: 'warn', PRINTER_HOSTS: LOCAL_NETWORKS, ...process.env })
  buildIfStale(console.log)
  const serving = await serve({
    env,
    build: await loadBuild(),
    say: console.log,
    prepare: async () => {
      if (await fillDemo()) console.log('Filled the demo: two shops and a centre.')
    },
  })
  stopOnSignal(serving.stop)
  const width = Math.max(...DEMO_PEOPLE.map((person) => person.email.length))
  console.log(`
Tillage 耕舖 is open:  http://localhost:${serving.port}

Demo sign-ins (password ${DEMO_PASSWORD}):
${DEMO_PEOPLE.map((person) => `  ${person.email.padEnd(width)}  ${person.what}`).join('\n')}

Rows lie in ${serving.store.place}. Stop with Ctrl+C. A printer to try: npm run printer:virtual
`)
}

try {
  await demo()
} catch (error) {
  failClearly(error)
}
