import { useSyncExternalStore } from 'react'

/** How this device reaches its printer, and which one it is. */
export type Reach =
  | { way: 'usb'; vendorId: number; productId: number; serialNumber: string | null }
  /** A real port, or the virtual one that a driver of Windows gives a printer. */
  | { way: 'serial'; baudRate: number; vendorId: number | null; productId: number | null }
  | { way: 'bluetooth'; deviceId: string; deviceName: string }
  /** An app of the phone prints what it is handed, and says nothing back. */
  | { way: 'rawbt' }
  | { way: 'browser' }
export type Way = Reach['way']

/** The printer that hangs on this till. It belongs to the device, like the size of its keys. */
export interface OwnPrinter {
  /** The printer's id on the shop's list. */
  id: string
  name: string
  /** 384 for 58 mm paper, 576 for 80 mm. */
  widthDots: 384 | 576
  density: 'light' | 'normal' | 'dark'
  hasCutter: boolean
  hasDrawer: boolean
  reach: Reach
}

const keyOf = (tillId: string) => `tillage-till-printer:${tillId}`

/** The database of a till's papers. */
export const papersName = (tillId: string): string => `tillage-papers-${tillId}`

const listeners = new Set<() => void>()
const known = new Map<string, OwnPrinter | undefined>()

/** The printer of this till; undefined while the shop's printers print for it. */
export function ownPrinter(tillId: string): OwnPrinter | undefined {
  if (!known.has(tillId)) known.set(tillId, read(tillId))
  return known.get(tillId)
}

/** @param printer undefined: the shop's printers print for this till from now on. */
export function chooseOwnPrinter(tillId: string, printer: OwnPrinter | undefined): void {
  known.set(tillId, printer)
  try {
    if (printer) localStorage.setItem(keyOf(tillId), JSON.stringify(printer))
    else localStorage.removeItem(keyOf(tillId))
  } catch {
    // It then holds until the page closes.
  }
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useOwnPrinter = (tillId: string): OwnPrinter | undefined =>
  useSyncExternalStore(subscribe, () => ownPrinter(tillId))

function read(tillId: string): OwnPrinter | undefined {
  try {
    return readOwnPrinter(JSON.parse(localStorage.getItem(keyOf(tillId)) ?? 'null'))
  } catch {
    return undefined
  }
}

/** A printer as any version of the app may have written it; undefined when it can't be read. */
export function readOwnPrinter(stored: unknown): OwnPrinter | undefined {
  const reach = readReach(get(stored, 'reach'))
  const [id, name] = [get(stored, 'id'), get(stored, 'name')]
  if (!reach || typeof id !== 'string' || typeof name !== 'string') return undefined
  const density = get(stored, 'density')
  return {
    id,
    name,
    widthDots: get(stored, 'widthDots') === 576 ? 576 : 384,
    density: density === 'light' || density === 'dark' ? density : 'normal',
    hasCutter: get(stored, 'hasCutter') === true,
    hasDrawer: get(stored, 'hasDrawer') === true,
    reach,
  }
}

function readReach(stored: unknown): Reach | undefined {
  const number = (key: string) => {
    const value = get(stored, key)
    return typeof value === 'number' && Number.isSafeInteger(value) ? value : null
  }
  const text = (key: string) => {
    const value = get(stored, key)
    return typeof value === 'string' ? value : null
  }
  const [vendorId, productId] = [number('vendorId'), number('productId')]
  const way = get(stored, 'way')
  switch (way) {
    case 'usb':
      if (vendorId === null || productId === null) return undefined
      return { way, vendorId, productId, serialNumber: text('serialNumber') }
    case 'serial':
      return { way, vendorId, productId, baudRate: number('baudRate') ?? 9600 }
    case 'bluetooth':
      return { way, deviceId: text('deviceId') ?? '', deviceName: text('deviceName') ?? '' }
    case 'rawbt':
    case 'browser':
      return { way }
    default:
      return undefined
  }
}

const get = (from: unknown, key: string): unknown =>
  typeof from === 'object' && from !== null ? Reflect.get(from, key) : undefined
