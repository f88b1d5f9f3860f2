#!/usr/bin/env node
import { parseArgs } from 'node:util'
import { AGENT_VERSION } from '../agent-protocol.ts'
import { Refused } from './ask-server.ts'
import { runAgent } from './run-agent.ts'
import { installService } from './service.ts'

const USAGE = `tillage-agent ${AGENT_VERSION}: prints a shop's papers on printers of this network.

  tillage-agent --server https://shop.example --token tpa_…
  tillage-agent install --server … --token …   starts with this machine from now on (systemd, Windows)

The token comes from the shop's settings: Printers. It may also stand in TILLAGE_TOKEN, the address in
TILLAGE_SERVER.`

/** Unlike 1, tells the service manager not to start again: the token is not known (any more). */
const EXIT_REFUSED = 78

const { values, positionals } = parseArgs({
  options: {
    server: { type: 'string', default: process.env.TILLAGE_SERVER ?? '' },
    token: { type: 'string', default: process.env.TILLAGE_TOKEN ?? '' },
    help: { type: 'boolean', default: false },
  },
  allowPositionals: true,
})
const { server, token } = values
const say = (line: string) => console.log(`${new Date().toISOString()} ${line}`)

if (values.help || !URL.canParse(server) || token === '') {
  console.log(USAGE)
  process.exit(values.help ? 0 : 2)
}
if (positionals[0] === 'install') {
  await installService({ server, token, say })
  process.exit(0)
}
const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
try {
  await runAgent({ server, token, say, signal: stop.signal })
} catch (error) {
  if (!stop.signal.aborted) {
    say(error instanceof Error ? error.message : String(error))
    process.exit(error instanceof Refused ? EXIT_REFUSED : 1)
  }
}
