import { once } from 'node:events'
import { Agent } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { closeDatabase, inTenant, openDatabase } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { savePrinter } from '#modules/printing/index.ts'
import { PrinterInput } from '#modules/printing/shared.ts'
import { percentile, round } from './measure.ts'
import { registerTill, sellThree } from './sales.ts'
import type { BenchServer } from './server.ts'

/** Later than this a cashier looks at the printer and waits. */
const LIMIT_MS = 200
const WARM_SALES = 30
const SALES = 200
/** Between one customer and the next the server comes to rest. */
const REST_MS = 150

/**
 * From the moment a till sends a sale until the first byte of its receipt reaches a printer's TCP
 * port, one sale after another: the server books it, its worker hears of it, draws and sends it.
 */
export async function benchPayToPaper(server: BenchServer) {
  const printer = await startPrinter()
  await savePrinterAt(server, printer.port)
  const till = await registerTill(server, new Agent({ keepAlive: true, maxSockets: 1 }))
  const toReply: number[] = []
  const toPaper: number[] = []
  for (let sale = 0; sale < WARM_SALES + SALES; sale++) {
    const paper = printer.nextPaper()
    const paidAt = performance.now()
    await sellThree(server, till, sale, true)
    const repliedAt = performance.now()
    const { begunAt } = await paper
    if (sale >= WARM_SALES) {
      toReply.push(repliedAt - paidAt)
      toPaper.push(begunAt - paidAt)
    }
    await pause(REST_MS)
  }
  till.agent.destroy()
  await printer.stop()
  toReply.sort((a, b) => a - b)
  toPaper.sort((a, b) => a - b)
  const p95Ms = round(percentile(toPaper, 0.95))
  const result = {
    sales: SALES,
    limitMs: LIMIT_MS,
    isWithin: p95Ms <= LIMIT_MS,
    p50Ms: round(percentile(toPaper, 0.5)),
    p95Ms,
    maxMs: round(percentile(toPaper, 1)),
    replyP50Ms: round(percentile(toReply, 0.5)),
  }
  console.log('from paying to the first byte at a TCP printer', result)
  return result
}

/** A raw port that takes whatever comes. */
async function startPrinter() {
  let begun: (paper: { begunAt: number }) => void = () => undefined
  const server = createServer((socket) => {
    let begunAt = 0
    socket.on('data', () => {
      begunAt ||= performance.now()
    })
    socket.on('end', () => begun({ begunAt }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    /** The next paper, once all of it is there. */
    nextPaper: () =>
      new Promise<{ begunAt: number }>((resolve) => {
        begun = resolve
      }),
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
}

async function savePrinterAt(server: BenchServer, port: number): Promise<void> {
  openDatabase({ appUrl: server.appUrl, maxConnections: 1 })
  const input = PrinterInput.parse({
    id: newId(),
    kind: 'tcp',
    name: '櫃台',
    host: '127.0.0.1',
    port: String(port),
    widthDots: '576',
    hasDrawer: true,
    hasCutter: true,
    isDefault: true,
  })
  await inTenant(server, 'read write', (tx) => savePrinter(tx, input))
  await closeDatabase()
}
