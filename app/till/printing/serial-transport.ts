/// <reference types="w3c-web-serial" />
import type { Reach } from './own-printer.ts'
import type { Transport } from './transport.ts'

type SerialReach = Extract<Reach, { way: 'serial' }>

/** Fast printers of today first; what an old one is set to stands on its self-test. */
export const BAUD_RATES = [9600, 19200, 38400, 57600, 115200] as const
/** A quarter of a second at the slowest of them. */
const PIECE_BYTES = 256

export const hasSerial = (): boolean => 'serial' in navigator

/** Asks the person which port; undefined when they chose none. */
export async function chooseSerial(baudRate: number): Promise<{ reach: SerialReach } | undefined> {
  try {
    const { usbVendorId, usbProductId } = (await navigator.serial.requestPort()).getInfo()
    const [vendorId, productId] = [usbVendorId ?? null, usbProductId ?? null]
    return { reach: { way: 'serial', baudRate, vendorId, productId } }
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'NotFoundError') return undefined
    throw cause
  }
}

/** A port that was allowed before. */
export function serialTransport(reach: SerialReach): Transport {
  let opened: SerialPort | undefined
  return {
    pieceBytes: PIECE_BYTES,
    async open() {
      // A port that broke has no way in any more.
      if (opened?.writable) return
      opened = undefined
      const port = await find(reach)
      if (!port.writable) await port.open({ baudRate: reach.baudRate })
      opened = port
    },
    async write(piece) {
      const writer = opened?.writable?.getWriter()
      if (!writer) throw new Error('The port is not open')
      try {
        await writer.ready
        await writer.write(piece)
      } finally {
        writer.releaseLock()
      }
    },
    async close() {
      const before = opened
      opened = undefined
      await before?.close()
    },
  }
}

/** Ports have no names: the one of the same make, or else the one that is not of another make. */
async function find({ vendorId, productId }: SerialReach): Promise<SerialPort> {
  const ports = await navigator.serial.getPorts()
  const found = ports.find((port) => {
    const { usbVendorId, usbProductId } = port.getInfo()
    return (usbVendorId ?? null) === vendorId && (usbProductId ?? null) === productId
  })
  if (!found) throw new Error('The port of the printer is not there')
  return found
}
