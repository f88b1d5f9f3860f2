import { type ChildProcess, spawn } from 'node:child_process'

export interface DemoServer {
  url: string
  port: string
  /** Asks the process to end, and waits until it has. */
  stop(): Promise<void>
}

/** Where a demo keeps what it knows: in an embedded PostgreSQL of its own below `dataDir`, or in a given one. */
export interface DemoPlace {
  dataDir: string
  databaseUrl?: string
}

/**
 * Starts the demo as a person would (`npm run demo`) in a process of its own. With the same place and
 * port it goes on where it was stopped.
 */
export async function startDemo(
  { dataDir, databaseUrl }: DemoPlace,
  port = '0',
): Promise<DemoServer> {
  const server = spawn(process.execPath, ['--import', 'tsx', 'app/cli/demo.ts'], {
    env: { ...process.env, PORT: port, DATA_DIR: dataDir, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const url = await addressOf(server)
  return {
    url,
    port: new URL(url).port,
    stop: async () => {
      if (server.exitCode !== null || server.signalCode !== null) return
      const gone = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGTERM')
      await gone
    },
  }
}

function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      const address = /is open:\s+(http:\S+)/.exec(output)?.[1]
      if (address) resolve(address)
    }
    server.stdout?.on('data', read)
    server.stderr?.on('data', read)
    server.once('exit', () => reject(new Error(`The demo did not start:\n${output}`)))
  })
}
