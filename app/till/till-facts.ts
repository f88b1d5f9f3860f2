import { type DeviceFacts, FIRST_DEVICE_FACTS } from '#app/offline/device-journal.ts'

/** What moves in the same strict write as a sale: the receipt counter and the open shift. */
export interface TillFacts extends DeviceFacts {
  /** Stands behind the till's number after the device lost its count: `1B-0001` was never `1-0001`. */
  series: string
  /** The open shift and the shop's day it was opened on; null between a closing and an opening. */
  shift: { shiftId: string; day: string } | null
}

export const FIRST_FACTS: TillFacts = { ...FIRST_DEVICE_FACTS, series: '', shift: null }

/** Facts as any version of the app may have written them; each that can't be read is as at first. */
export function readFacts(stored: unknown): TillFacts {
  if (typeof stored !== 'object' || stored === null) return FIRST_FACTS
  const count = (key: string) => {
    const value: unknown = Reflect.get(stored, key)
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0
  }
  const receiptCount = count('receiptCount')
  const series: unknown = Reflect.get(stored, 'series')
  return {
    receiptCount,
    reservedTo: Math.max(receiptCount, count('reservedTo')),
    isClosedCleanly: Reflect.get(stored, 'isClosedCleanly') !== false,
    latestMs: count('latestMs'),
    series: typeof series === 'string' && /^[A-Z]{0,4}$/.test(series) ? series : '',
    shift: readShift(Reflect.get(stored, 'shift')),
  }
}

function readShift(stored: unknown): TillFacts['shift'] {
  if (typeof stored !== 'object' || stored === null) return null
  const shiftId: unknown = Reflect.get(stored, 'shiftId')
  const day: unknown = Reflect.get(stored, 'day')
  return typeof shiftId === 'string' && typeof day === 'string' ? { shiftId, day } : null
}

/** The next receipt number of this till, e.g. `1-0231`, and the count that goes with it. */
export function nextReceipt(
  facts: TillFacts,
  tillNumber: number,
): { receiptNo: string; receiptCount: number } {
  const receiptCount = facts.receiptCount + 1
  const receiptNo = `${tillNumber}${facts.series}-${String(receiptCount).padStart(4, '0')}`
  return { receiptNo, receiptCount }
}
