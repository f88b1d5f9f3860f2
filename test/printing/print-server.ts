import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { createHttpApp } from '#app/server/http.ts'
import { readEnv } from '#modules/kernel/env.ts'
import { newId } from '#modules/kernel/ids.ts'
import { queuePrintJob, savePrinter } from '#modules/printing/index.ts'
import { PrinterInput, type ReceiptDocument } from '#modules/printing/shared.ts'
import type { MadeTenant } from '#test/make.ts'
import { sampleReceipt } from '#test/sample-receipt.ts'

export interface PrintServer {
  url: string
  stop(): Promise<void>
}

/** The web server as it is, but for the pages, which no printer asks for. */
export async function startPrintServer(): Promise<PrintServer> {
  const app = createHttpApp({
    env: readEnv({ NODE_ENV: 'test', DATA_DIR: path.join(tmpdir(), `tillage-print-${newId()}`) }),
    log: pino({ level: 'silent' }),
    build: () => Promise.reject(new Error('a printer asked for a page')),
    isAccepting: () => true,
    gatherMs: 0,
  })
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export interface AddressedPrinter {
  printerId: string
  /** What a person types into the printer's own settings. */
  url: string
  user: string
  password: string
}

/** A printer of a shop that asks by itself, as the set-up page makes it. */
export async function makeAskingPrinter(
  shop: MadeTenant,
  serverUrl: string,
  kind: 'star' | 'epson',
  changes: Record<string, unknown> = {},
): Promise<AddressedPrinter> {
  const input = PrinterInput.parse({
    id: newId(),
    kind,
    name: '櫃台',
    widthDots: '384',
    hasDrawer: true,
    hasCutter: true,
    isDefault: false,
    ...changes,
  })
  const { id, keys } = await shop.run((tx) => savePrinter(tx, input))
  if (!keys) throw new Error('a new printer has keys')
  const { secret, user, password } = keys
  return { printerId: id, url: `${serverUrl}/print/${kind}/${secret}`, user, password }
}

/** A paper on the list of a printer. */
export async function queuePaper(
  shop: MadeTenant,
  printerId: string,
  changes: {
    document?: ReceiptDocument
    openDrawer?: boolean
    expiresAt?: Date
  } = {},
): Promise<string> {
  const request = {
    printerId,
    document: sampleReceipt({ receiptNo: newId() }),
    sourceType: 'sale',
    sourceId: newId(),
    ...changes,
  }
  return (await shop.run((tx) => queuePrintJob(tx, request))).jobId
}

/** Where a paper is on its way, as a page of the office would read it. */
export async function paperState(shop: MadeTenant, jobId: string) {
  return shop.read((tx) =>
    tx
      .selectFrom('printJob')
      .select(['status', 'resultCode', 'lastError', 'attempts', 'printerId', 'offerNo'])
      .where('id', '=', jobId)
      .executeTakeFirstOrThrow(),
  )
}

export async function printerState(shop: MadeTenant, printerId: string) {
  return shop.read((tx) =>
    tx
      .selectFrom('printer')
      .select(['seenAt', 'paper', 'isCoverOpen', 'statusCode', 'deviceName', 'dialect'])
      .where('id', '=', printerId)
      .executeTakeFirstOrThrow(),
  )
}
