import { useSyncExternalStore } from 'react'

/** How this device is touched and heard. It belongs to the counter and not to a person. */
export interface DeviceSettings {
  /** `large`: bigger keys further apart, and a second tap by a trembling hand counts for nothing. */
  keys: 'base' | 'large'
  /** Says total and change aloud. */
  voice: boolean
  /** A short tone when a scan was found, another when it was not. */
  sound: boolean
  /** The same for the hand that holds the phone. */
  vibration: boolean
}

const KEY = 'tillage-till-device'
const INITIAL: DeviceSettings = { keys: 'base', voice: false, sound: true, vibration: true }

const listeners = new Set<() => void>()
let settings: DeviceSettings = read()

/** Reads what was chosen before, word by word; what can't be read is as on the first day. */
export function readDeviceSettings(stored: unknown): DeviceSettings {
  const chosen = typeof stored === 'object' && stored !== null ? { ...stored } : {}
  const is = (key: 'voice' | 'sound' | 'vibration') => {
    const value: unknown = Reflect.get(chosen, key)
    return typeof value === 'boolean' ? value : INITIAL[key]
  }
  return {
    keys: Reflect.get(chosen, 'keys') === 'large' ? 'large' : 'base',
    voice: is('voice'),
    sound: is('sound'),
    vibration: is('vibration'),
  }
}

function read(): DeviceSettings {
  try {
    return readDeviceSettings(JSON.parse(localStorage.getItem(KEY) ?? '{}'))
  } catch {
    return INITIAL
  }
}

export const deviceSettings = (): DeviceSettings => settings

export function changeDeviceSettings(more: Partial<DeviceSettings>): void {
  settings = { ...settings, ...more }
  try {
    localStorage.setItem(KEY, JSON.stringify(settings))
  } catch {
    // It then holds until the page closes.
  }
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useDeviceSettings = (): DeviceSettings =>
  useSyncExternalStore(subscribe, deviceSettings)

/** Dresses the page. */
export function applyDeviceSettings({ keys }: DeviceSettings): void {
  const { dataset } = document.documentElement
  if (keys === 'base') delete dataset.keys
  else dataset.keys = keys
}
