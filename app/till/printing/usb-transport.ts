/// <reference types="w3c-web-usb" />
import type { Reach } from './own-printer.ts'
import type { Transport } from './transport.ts'

type UsbReach = Extract<Reach, { way: 'usb' }>

/** USB, "Defined Class Codes": 07h is a printer. */
const PRINTER_CLASS = 7
/** A part of a receipt that a printer prints in about a tenth of a second. */
const PIECE_BYTES = 4096

export const hasUsb = (): boolean => 'usb' in navigator

/** Asks the person which printer; undefined when they chose none. */
export async function chooseUsb(): Promise<{ reach: UsbReach; name: string } | undefined> {
  try {
    const filters = [{ classCode: PRINTER_CLASS }]
    const device = await navigator.usb.requestDevice({ filters })
    return { reach: reachOf(device), name: device.productName ?? '' }
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'NotFoundError') return undefined
    throw cause
  }
}

const reachOf = (device: USBDevice): UsbReach => ({
  way: 'usb',
  vendorId: device.vendorId,
  productId: device.productId,
  serialNumber: device.serialNumber || null,
})

/** The printer-class interface of a device that was allowed before, and its bulk OUT endpoint. */
export function usbTransport(reach: UsbReach): Transport {
  let opened: { device: USBDevice; endpointNumber: number } | undefined
  const close = async () => {
    const before = opened
    opened = undefined
    await before?.device.close()
  }
  return {
    pieceBytes: PIECE_BYTES,
    async open() {
      if (opened?.device.opened) return
      const device = await find(reach)
      await device.open()
      const { configuration: active, configurations } = device
      if (!active) await device.selectConfiguration(configurations[0]?.configurationValue ?? 1)
      const outlet = outletOf(device)
      if (!outlet) throw new Error('This USB device has no outlet for a printer')
      await device.claimInterface(outlet.interfaceNumber)
      if (outlet.alternateSetting !== 0) {
        await device.selectAlternateInterface(outlet.interfaceNumber, outlet.alternateSetting)
      }
      opened = { device, endpointNumber: outlet.endpointNumber }
    },
    async write(piece) {
      if (!opened) throw new Error('The printer is not open')
      const { status, bytesWritten } = await opened.device.transferOut(opened.endpointNumber, piece)
      if (status !== 'ok' || bytesWritten !== piece.length) {
        throw new Error(`The printer took ${bytesWritten} of ${piece.length} bytes: ${status}`)
      }
    },
    close,
  }
}

async function find(reach: UsbReach): Promise<USBDevice> {
  const devices = await navigator.usb.getDevices()
  const alike = devices.filter(
    (device) => device.vendorId === reach.vendorId && device.productId === reach.productId,
  )
  // Cheap printers all have the same serial number, or none.
  const found = alike.find((device) => device.serialNumber === reach.serialNumber) ?? alike[0]
  if (!found) throw new Error('The USB printer is not connected')
  return found
}

function outletOf(device: USBDevice) {
  for (const { interfaceNumber, alternates } of device.configuration?.interfaces ?? []) {
    for (const { interfaceClass, alternateSetting, endpoints } of alternates) {
      const outlet = endpoints.find(({ direction, type }) => direction === 'out' && type === 'bulk')
      if (interfaceClass === PRINTER_CLASS && outlet) {
        return { interfaceNumber, alternateSetting, endpointNumber: outlet.endpointNumber }
      }
    }
  }
  return undefined
}
