import type { Page } from '@playwright/test'

/** What a test can do to a printer that is not there, and what came out of it. */
interface FakePrinter {
  /** Every byte the browser's device took, as numbers. */
  bytes: number[]
  /** After so many more bytes the cable is out; null: it is in. */
  cutAfter: number | null
  opened: number
}

/**
 * Puts printers behind the browser's own doors (`navigator.serial`, `usb`, `bluetooth`), with the
 * names, options and refusals of the standards. What was allowed once stays allowed after a reload,
 * as in a browser: it is kept in `localStorage`. It travels alone: nothing outside may be named in it.
 */
function fakePrinters(): void {
  const state: FakePrinter = { bytes: [], cutAfter: null, opened: 0 }
  Reflect.set(window, 'fakePrinter', state)
  const isAllowed = (way: string) => localStorage.getItem(`fake-allowed-${way}`) === 'yes'
  const allow = (way: string) => {
    // A page may ask only while a person has just pressed something.
    if (!navigator.userActivation.isActive) {
      throw new DOMException('Must be handling a user gesture', 'SecurityError')
    }
    localStorage.setItem(`fake-allowed-${way}`, 'yes')
  }
  const take = (chunk: ArrayBuffer | ArrayBufferView): number => {
    const piece = ArrayBuffer.isView(chunk)
      ? new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)
      : new Uint8Array(chunk)
    const room = state.cutAfter ?? Number.POSITIVE_INFINITY
    const taken = piece.subarray(0, Math.min(room, piece.length))
    state.bytes.push(...taken)
    if (state.cutAfter !== null) state.cutAfter -= taken.length
    if (taken.length < piece.length)
      throw new DOMException('The device has been lost.', 'NetworkError')
    return taken.length
  }

  class FakePort extends EventTarget {
    writable: WritableStream<Uint8Array> | null = null
    readable = null
    async open({ baudRate }: { baudRate: number }) {
      if (this.writable) throw new DOMException('The port is already open.', 'InvalidStateError')
      if (!(baudRate > 0)) throw new TypeError('A baud rate must be given')
      if (state.cutAfter === 0)
        throw new DOMException('Failed to open serial port.', 'NetworkError')
      state.opened += 1
      this.writable = this.newStream()
    }
    /** A stream that broke is replaced, while the port goes on. */
    newStream(): WritableStream<Uint8Array> {
      return new WritableStream({
        write: (chunk, controller) => {
          try {
            take(chunk)
          } catch (cause) {
            controller.error(cause)
            this.writable = this.newStream()
            throw cause
          }
        },
      })
    }
    async close() {
      if (this.writable?.locked) throw new TypeError('Cannot close a locked stream')
      this.writable = null
    }
    getInfo() {
      return { usbVendorId: 0x067b, usbProductId: 0x2303 }
    }
  }
  const port = new FakePort()
  class FakeSerial extends EventTarget {
    async requestPort() {
      allow('serial')
      return port
    }
    async getPorts() {
      return isAllowed('serial') ? [port] : []
    }
  }

  class FakeUsbDevice {
    vendorId = 0x0416
    productId = 0x5011
    productName = 'POS58 Printer USB'
    serialNumber = ''
    opened = false
    claimed: number | undefined
    configuration: unknown = null
    configurations = [
      {
        configurationValue: 1,
        interfaces: [
          {
            interfaceNumber: 0,
            alternates: [
              {
                alternateSetting: 0,
                interfaceClass: 7,
                endpoints: [
                  { endpointNumber: 1, direction: 'in', type: 'bulk', packetSize: 64 },
                  { endpointNumber: 3, direction: 'out', type: 'bulk', packetSize: 64 },
                ],
              },
            ],
          },
        ],
      },
    ]
    async open() {
      if (state.cutAfter === 0) throw new DOMException('Access denied.', 'NetworkError')
      this.opened = true
      state.opened += 1
    }
    async close() {
      this.opened = false
      this.claimed = undefined
    }
    async selectConfiguration(value: number) {
      this.configuration = this.configurations.find((each) => each.configurationValue === value)
    }
    async claimInterface(number: number) {
      if (!this.opened) throw new DOMException('The device must be opened.', 'InvalidStateError')
      this.claimed = number
    }
    async transferOut(endpointNumber: number, data: ArrayBuffer | ArrayBufferView) {
      if (this.claimed !== 0 || endpointNumber !== 3) {
        throw new DOMException('The endpoint is not claimed.', 'NotFoundError')
      }
      return { status: 'ok', bytesWritten: take(data) }
    }
  }
  const device = new FakeUsbDevice()
  class FakeUsb extends EventTarget {
    async requestDevice({ filters }: { filters: { classCode?: number }[] }) {
      allow('usb')
      if (!filters.some((each) => each.classCode === 7)) {
        throw new DOMException('No device selected.', 'NotFoundError')
      }
      return device
    }
    async getDevices() {
      return isAllowed('usb') ? [device] : []
    }
  }

  const SERVICE = '000018f0-0000-1000-8000-00805f9b34fb'
  /** An attribute takes at most what the two have agreed on, 3 bytes of it aside. */
  const MTU = 185
  const inlet = {
    uuid: '00002af1-0000-1000-8000-00805f9b34fb',
    properties: { writeWithoutResponse: true, write: true },
    writeValueWithoutResponse: async (value: ArrayBuffer | ArrayBufferView) => {
      if (value.byteLength > MTU - 3) {
        throw new DOMException('Value is too long.', 'InvalidModificationError')
      }
      take(value)
    },
  }
  const gatt = {
    connected: false,
    async connect() {
      if (state.cutAfter === 0) throw new DOMException('Connection failed.', 'NetworkError')
      gatt.connected = true
      state.opened += 1
      return gatt
    },
    disconnect() {
      gatt.connected = false
    },
    getPrimaryServices: async () => [{ uuid: SERVICE, getCharacteristics: async () => [inlet] }],
  }
  const blue = { id: 'fake-blue', name: 'MTP-II', gatt }
  class FakeBluetooth extends EventTarget {
    async requestDevice(options: { optionalServices?: string[] }) {
      allow('bluetooth')
      if (!options.optionalServices?.includes(SERVICE)) {
        throw new DOMException('Origin is not allowed to access the service', 'SecurityError')
      }
      return blue
    }
    async getDevices() {
      return isAllowed('bluetooth') ? [blue] : []
    }
  }
  const put = (name: string, value: unknown) =>
    Object.defineProperty(navigator, name, { value, configurable: true })
  put('serial', new FakeSerial())
  put('usb', new FakeUsb())
  put('bluetooth', new FakeBluetooth())
}

/** Puts the printers in before any page of this browser opens. */
export async function plugInPrinters(page: Page): Promise<void> {
  // The runner marks functions with their names; what is sent into the page has to find the marker.
  await page.addInitScript('globalThis.__name = (named) => named')
  await page.addInitScript(fakePrinters)
}

/** The printer at a page, whichever door it stands behind. */
export const printerOf = (page: Page) => ({
  /** What has come since the last time. */
  take: async (): Promise<Uint8Array> =>
    Uint8Array.from(
      await page.evaluate((): number[] => Reflect.get(window, 'fakePrinter').bytes.splice(0)),
    ),
  /** How many bytes lie there. */
  count: (): Promise<number> =>
    page.evaluate((): number => Reflect.get(window, 'fakePrinter').bytes.length),
  /** The last bytes of them. */
  tail: (length: number): Promise<number[]> =>
    page.evaluate(
      (last): number[] => Reflect.get(window, 'fakePrinter').bytes.slice(-last),
      length,
    ),
  /** The cable comes out after so many more bytes; null puts it in again. */
  cut: (after: number | null): Promise<void> =>
    page.evaluate((bytes) => {
      Reflect.get(window, 'fakePrinter').cutAfter = bytes
      if (bytes !== null) return
      for (const ports of [navigator.usb, navigator.serial])
        ports.dispatchEvent(new Event('connect'))
    }, after),
})
