/// <reference types="w3c-web-usb" />
/// <reference types="w3c-web-serial" />
import { bluetoothTransport } from './bluetooth-transport.ts'
import { paperBytes } from './draw-paper.ts'
import type { OwnPrinter, Reach } from './own-printer.ts'
import type { PaperJob } from './paper-job.ts'
import { rawbtTransport } from './rawbt.ts'
import { serialTransport } from './serial-transport.ts'
import { type Delivery, sendBytes, type Transport } from './transport.ts'
import { usbTransport } from './usb-transport.ts'

/** The printer stays open between two papers: opening takes longer than a receipt. */
let current: { named: string; transport: Transport } | undefined

async function transportFor(reach: Reach): Promise<Transport | undefined> {
  const named = JSON.stringify(reach)
  if (current?.named !== named) {
    await closeConnection()
    const transport = makeTransport(reach)
    current = transport && { named, transport }
  }
  return current?.transport
}

function makeTransport(reach: Reach): Transport | undefined {
  switch (reach.way) {
    case 'usb':
      return usbTransport(reach)
    case 'serial':
      return serialTransport(reach)
    case 'bluetooth':
      return bluetoothTransport(reach)
    case 'rawbt':
      return rawbtTransport()
    case 'browser':
      return undefined
  }
}

export async function closeConnection(): Promise<void> {
  const before = current
  current = undefined
  await before?.transport.close().catch(() => undefined)
}

/** How long a document took to become bytes, for the bench. */
const PAPER_MEASURE = 'till-paper'

/** Draws a paper and sends it. */
export async function sendPaper(
  paper: { document: PaperJob['document'] | null; opensDrawer: boolean },
  printer: OwnPrinter,
  isPressed: boolean,
): Promise<Delivery> {
  // A test page shows whether there is a blade and a drawer.
  const isTest = paper.document?.kind === 'test_page'
  const able = isTest ? { ...printer, hasCutter: true, hasDrawer: true } : printer
  let bytes: ReturnType<typeof paperBytes>
  try {
    const start = performance.now()
    bytes = paperBytes(paper, able)
    // The last one only: whoever wants them all listens. A till stays open for months.
    performance.clearMeasures(PAPER_MEASURE)
    performance.measure(PAPER_MEASURE, { start })
  } catch (cause) {
    console.error(cause)
    return { status: 'failed', error: 'printing.cannot_draw' }
  }
  const transport = await transportFor(printer.reach)
  if (!transport) return { status: 'failed', error: 'printing.till_unreachable' }
  return sendBytes(transport, bytes, { isPressed })
}

let isWatching = false

/** Opens the printer now and whenever it is plugged in again, without asking anybody. */
export function watchConnection(printer: () => OwnPrinter | undefined): void {
  const open = () => {
    const reach = printer()?.reach
    if (!reach) return
    transportFor(reach)
      .then((transport) => transport?.open(false))
      // Not there now; the first paper tries again.
      .catch(() => undefined)
  }
  open()
  if (isWatching) return
  isWatching = true
  for (const ports of [Reflect.get(navigator, 'usb'), Reflect.get(navigator, 'serial')]) {
    if (ports instanceof EventTarget) ports.addEventListener('connect', open)
  }
}
