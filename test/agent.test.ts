import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { createServer as createHttpServer, type IncomingMessage, type Server } from 'node:http'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { buildSync } from 'esbuild'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { answerAgent } from '#app/server/agent-edge.server.ts'
import { newId } from '#modules/kernel/ids.ts'
import {
  addAgent,
  listPrintJobs,
  queuePrintJob,
  retryPrintJob,
  revokeAgent,
  savePrinter,
} from '#modules/printing/index.ts'
import { connectDatabase } from '#test/database.ts'
import { type MadeTenant, makeTenant } from '#test/make.ts'
import { sampleReceipt } from '#test/sample-receipt.ts'

/**
 * The agent as a shop runs it (one file, a process of its own) against the real edge, over sockets
 * that can be cut, with printers that can be slow, off, or restarted.
 */
connectDatabase()

const PROGRAM = path.join(mkdtempSync(path.join(tmpdir(), 'tillage-agent-')), 'agent.mjs')
beforeAll(() => {
  buildSync({
    entryPoints: ['modules/printing/agent/main.ts'],
    outfile: PROGRAM,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
  })
})

const ends: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** The server's edge behind a port that can be closed and opened again. */
class Network {
  port = 0
  private server: Server | undefined
  /** Looked at before a question is answered; `cut` breaks the line instead of the answer. */
  onAsk: (step: string) => 'cut' | 'cut the answer' | undefined = () => undefined

  async open() {
    this.server = createHttpServer((request, response) => {
      void (async () => {
        const step = (request.url ?? '').split('/').at(-1) ?? ''
        const fate = this.onAsk(step)
        if (fate === 'cut') return request.socket.destroy()
        const answer = await answerAgent({
          request: await toRequest(request),
          params: { step },
          context: {},
        })
        if (fate === 'cut the answer') return request.socket.destroy()
        response.writeHead(answer.status, { 'Content-Type': 'application/json' })
        response.end(Buffer.from(await answer.arrayBuffer()))
      })()
    })
    this.server.listen(this.port, '127.0.0.1')
    await once(this.server, 'listening')
    this.port = (this.server.address() as AddressInfo).port
  }

  async close() {
    const closed = this.server && once(this.server, 'close')
    this.server?.close()
    this.server?.closeAllConnections()
    await closed
    this.server = undefined
  }
}

async function toRequest(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const left = new AbortController()
  incoming.socket.once('close', () => left.abort())
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value))
  return new Request(`http://localhost${incoming.url}`, {
    method: incoming.method ?? 'POST',
    headers,
    body: Buffer.concat(chunks),
    signal: left.signal,
  })
}

/** A printer at a port: keeps what it was sent, can be slow, off, or break in the middle. */
class Printer {
  port = 0
  readonly papers: Buffer[] = []
  begun = 0
  /** How a paper goes; `slow` reads a little and then nothing more. */
  mode: 'well' | 'slow' | 'breaks' = 'well'
  private server: ReturnType<typeof createServer> | undefined
  private readonly sockets = new Set<Socket>()

  async turnOn() {
    this.server = createServer({ allowHalfOpen: true }, (socket) => this.receive(socket))
    this.server.listen(this.port, '127.0.0.1')
    await once(this.server, 'listening')
    this.port = (this.server.address() as AddressInfo).port
  }

  turnOff() {
    for (const socket of this.sockets) socket.destroy()
    this.server?.close()
    this.server = undefined
  }

  private receive(socket: Socket) {
    this.sockets.add(socket)
    this.begun += 1
    socket.on('error', () => undefined)
    socket.on('close', () => this.sockets.delete(socket))
    const chunks: Buffer[] = []
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      if (this.mode === 'slow') socket.pause()
      if (this.mode === 'breaks') socket.resetAndDestroy()
    })
    socket.on('end', () => {
      // A slow one has not read to the end, whatever has arrived in the buffers on the way.
      if (this.mode === 'slow') return
      this.papers.push(Buffer.concat(chunks))
      socket.end()
    })
  }
}

async function startAgent(network: Network, token: string): Promise<ChildProcess> {
  const agent = spawn(process.execPath, [PROGRAM], {
    env: {
      ...process.env,
      TILLAGE_SERVER: `http://127.0.0.1:${network.port}`,
      TILLAGE_TOKEN: token,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  ends.push(() => agent.kill('SIGKILL'))
  return agent
}

async function shopWithAgent(printers = 1) {
  const shop = await makeTenant()
  const agentId = newId()
  const token = await shop.run((tx) => addAgent(tx, { id: agentId, name: '後面的電腦' }))
  const network = new Network()
  await network.open()
  ends.push(() => network.close())
  const made: { printer: Printer; id: string }[] = []
  for (let index = 0; index < printers; index += 1) {
    const printer = new Printer()
    await printer.turnOn()
    ends.push(() => printer.turnOff())
    const id = newId()
    await shop.run((tx) =>
      savePrinter(tx, {
        id,
        name: `印表機 ${index + 1}`,
        kind: 'agent',
        agentId,
        host: '127.0.0.1',
        port: printer.port,
        widthDots: 384,
        hasDrawer: true,
        hasCutter: true,
        isDefault: index === 0,
      }),
    )
    made.push({ printer, id })
  }
  const [first] = made
  if (!first) throw new Error('There is no printer')
  return { shop, agentId, token, network, printers: made, printer: first.printer }
}

const ask = (shop: MadeTenant, printerId?: string) =>
  shop.run((tx) =>
    queuePrintJob(tx, {
      document: sampleReceipt(),
      sourceType: 'sale',
      sourceId: newId(),
      openDrawer: true,
      printerId,
    }),
  )

const statusOf = async (shop: MadeTenant, jobId: string) =>
  (await shop.read((tx) => listPrintJobs(tx))).find((job) => job.id === jobId)?.status

const WAIT = { timeout: 20_000, interval: 100 }

test('a paper that is asked for comes out at once, and is sent', async () => {
  const { shop, token, network, printer } = await shopWithAgent()
  await startAgent(network, token)
  const { jobId } = await ask(shop)
  await expect.poll(() => statusOf(shop, jobId), WAIT).toBe('sent')
  expect(printer.papers).toHaveLength(1)
  // Reset, the drawer's pulse, and a picture.
  expect(printer.papers[0]?.subarray(0, 7).toString('hex')).toBe('1b401b700019fa')
})

test('killed in the middle of a page, it leaves the paper for a person to judge', async () => {
  const { shop, token, network, printer } = await shopWithAgent()
  printer.mode = 'slow'
  const agent = await startAgent(network, token)
  const { jobId } = await ask(shop)
  await expect.poll(() => printer.begun, WAIT).toBe(1)
  agent.kill('SIGKILL')
  await once(agent, 'exit')
  printer.mode = 'well'
  await startAgent(network, token)
  await expect.poll(() => statusOf(shop, jobId), WAIT).toBe('unknown')
  await rest(500)
  expect(printer.begun).toBe(1)

  await shop.run((tx) => retryPrintJob(tx, { jobId }))
  await expect.poll(() => statusOf(shop, jobId), WAIT).toBe('sent')
  expect(printer.begun).toBe(2)
})

test('an answer that was lost before the first byte costs no paper and prints none twice', async () => {
  const { shop, token, network, printer } = await shopWithAgent()
  let cuts = 0
  network.onAsk = (step) => {
    if (step !== 'begin' || cuts >= 2) return undefined
    cuts += 1
    return cuts === 1 ? 'cut' : 'cut the answer'
  }
  await startAgent(network, token)
  const { jobId } = await ask(shop)
  await expect.poll(() => statusOf(shop, jobId), WAIT).toBe('sent')
  expect(cuts).toBe(2)
  expect(printer.begun).toBe(1)
})

test('with the server gone while a paper comes out, the agent says it later', async () => {
  const { shop, token, network, printer } = await shopWithAgent()
  let isGone = false
  network.onAsk = (step) => {
    if (step === 'report' && !isGone) {
      isGone = true
      void network.close()
    }
    return undefined
  }
  await startAgent(network, token)
  const { jobId } = await ask(shop)
  await expect.poll(() => isGone && printer.papers.length, WAIT).toBe(1)
  await rest(300)
  await network.open()
  await expect.poll(() => statusOf(shop, jobId), WAIT).toBe('sent')
  expect(printer.begun).toBe(1)
})

test('a printer that breaks off leaves an unknown paper, and one that is off holds up no other', async () => {
  const { shop, token, network, printers } = await shopWithAgent(2)
  const [first, second] = printers
  if (!first || !second) throw new Error('There are two printers')
  first.printer.mode = 'breaks'
  second.printer.turnOff()
  await startAgent(network, token)
  const waiting = await ask(shop, second.id)
  const broken = await ask(shop, first.id)
  await expect.poll(() => statusOf(shop, broken.jobId), WAIT).toBe('unknown')
  expect(await statusOf(shop, waiting.jobId)).toMatch(/queued|offered/)

  await second.printer.turnOn()
  await expect.poll(() => statusOf(shop, waiting.jobId), WAIT).toBe('sent')
  expect(second.printer.papers).toHaveLength(1)
  expect(first.printer.begun).toBe(1)
})

test('an agent that was taken out of use stops for good', async () => {
  const { shop, agentId, token, network } = await shopWithAgent()
  await shop.run((tx) => revokeAgent(tx, agentId))
  const agent = await startAgent(network, token)
  const [code] = await once(agent, 'exit')
  expect(code).toBe(78)
})
