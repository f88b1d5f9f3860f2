/// <reference types="web-bluetooth" />
import type { Reach } from './own-printer.ts'
import type { Transport } from './transport.ts'

type BluetoothReach = Extract<Reach, { way: 'bluetooth' }>

/** Services that cheap printers take bytes with, each known from many makes. */
export const PRINTER_SERVICES = [
  '000018f0-0000-1000-8000-00805f9b34fb',
  '0000ff00-0000-1000-8000-00805f9b34fb',
  '0000ffe0-0000-1000-8000-00805f9b34fb',
  '0000fff0-0000-1000-8000-00805f9b34fb',
  'e7810a71-73ae-499d-8c15-faa9aef0c3f2',
  '49535343-fe7d-4ae5-8fa9-9fafd205e455',
]
/**
 * Browsers don't tell the MTU. 185 is what almost everything since Bluetooth 4.2 agrees on, and 3
 * bytes of it are taken; the very first had 23.
 */
const PIECE_BYTES = 182
const SMALL_PIECE_BYTES = 20
/** A write without an answer is not slowed by a printer that is full: 182 bytes burn in about 5 ms. */
const REST_MS = 10

export const hasBluetooth = (): boolean => 'bluetooth' in navigator

/** Asks the person which printer; undefined when they chose none. */
export async function chooseBluetooth(): Promise<
  { reach: BluetoothReach; name: string } | undefined
> {
  try {
    const device = await ask({ acceptAllDevices: true, optionalServices: PRINTER_SERVICES })
    const name = device.name ?? ''
    return { reach: { way: 'bluetooth', deviceId: device.id, deviceName: name }, name }
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'NotFoundError') return undefined
    throw cause
  }
}

/** Devices allowed on this page; a reload forgets them where there is no `getDevices`. */
const allowed = new Map<string, BluetoothDevice>()

async function ask(options: RequestDeviceOptions): Promise<BluetoothDevice> {
  const device = await navigator.bluetooth.requestDevice(options)
  allowed.set(device.id, device)
  return device
}

/** A printer with Bluetooth Low Energy that was allowed before. */
export function bluetoothTransport(reach: BluetoothReach): Transport {
  let inlet: { device: BluetoothDevice; write: (piece: BufferSource) => Promise<void> } | undefined
  let isSmall = false
  return {
    pieceBytes: PIECE_BYTES,
    async open(isPressed) {
      if (inlet?.device.gatt?.connected) return
      inlet = undefined
      const device = await find(reach, isPressed)
      const server = await device.gatt?.connect()
      if (!server) throw new Error('This device has no Bluetooth Low Energy')
      const write = await writerOf(server)
      if (!write) throw new Error('This Bluetooth device takes no bytes')
      inlet = { device, write }
    },
    async write(piece) {
      if (!inlet) throw new Error('The printer is not connected')
      try {
        await writeAll(inlet.write, piece, isSmall ? SMALL_PIECE_BYTES : PIECE_BYTES)
      } catch (cause) {
        // Too long for it, so it has taken nothing of this piece.
        const isTooLong = cause instanceof DOMException && TOO_LONG.has(cause.name)
        if (isSmall || !isTooLong || piece.length <= SMALL_PIECE_BYTES) throw cause
        isSmall = true
        await writeAll(inlet.write, piece, SMALL_PIECE_BYTES)
      }
    },
    async close() {
      const before = inlet
      inlet = undefined
      before?.device.gatt?.disconnect()
    },
  }
}

const TOO_LONG = new Set(['InvalidModificationError', 'NotSupportedError'])

async function writeAll(
  write: (piece: BufferSource) => Promise<void>,
  piece: Uint8Array<ArrayBuffer>,
  pieceBytes: number,
): Promise<void> {
  for (let at = 0; at < piece.length; at += pieceBytes) {
    await write(piece.slice(at, at + pieceBytes))
    await new Promise((resolve) => setTimeout(resolve, REST_MS))
  }
}

async function find(reach: BluetoothReach, isPressed: boolean): Promise<BluetoothDevice> {
  const known = allowed.get(reach.deviceId) ?? (await findRemembered(reach.deviceId))
  if (known) return known
  // The browser has forgotten it: only a press may ask for it again.
  if (!isPressed || !reach.deviceName) throw new Error('The Bluetooth printer is not allowed yet')
  const filters = [{ name: reach.deviceName }]
  const device = await ask({ filters, optionalServices: PRINTER_SERVICES })
  allowed.set(reach.deviceId, device)
  return device
}

async function findRemembered(deviceId: string): Promise<BluetoothDevice | undefined> {
  if (typeof Reflect.get(navigator.bluetooth, 'getDevices') !== 'function') return undefined
  const devices = await navigator.bluetooth.getDevices()
  return devices.find((device) => device.id === deviceId)
}

/** The first inlet of a printer's service, rather one that is not answered: it is much faster. */
async function writerOf(server: BluetoothRemoteGATTServer) {
  for (const service of await server.getPrimaryServices()) {
    if (!PRINTER_SERVICES.includes(service.uuid)) continue
    const inlets = await service.getCharacteristics()
    const quick = inlets.find(({ properties }) => properties.writeWithoutResponse)
    if (quick) return (piece: BufferSource) => quick.writeValueWithoutResponse(piece)
    const slow = inlets.find(({ properties }) => properties.write)
    if (slow) return (piece: BufferSource) => slow.writeValueWithResponse(piece)
  }
  return undefined
}
