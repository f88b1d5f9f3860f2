import type { StoredEvent } from '#app/offline/disk.ts'
import type { ModelServer } from './model-server.ts'
import type { DiskKind } from './power-disk.ts'
import type { Printed } from './simulated-till.ts'

/** A till at the end of a run. */
export interface TillAtEnd {
  tillId: string
  printed: readonly Printed[]
  events: readonly StoredEvent[]
  unsent: number
}

/** What should not be, in sentences. */
export function findFaults(
  disk: DiskKind,
  tills: readonly TillAtEnd[],
  rows: ReturnType<ModelServer['rows']>,
): string[] {
  const booked = new Map<string, number>()
  for (const { saleId } of rows.sales) booked.set(saleId, (booked.get(saleId) ?? 0) + 1)
  return [
    ...[...booked].flatMap(([saleId, times]) =>
      times > 1 ? [`sale ${saleId} is booked ${times} times`] : [],
    ),
    ...tills.flatMap((till) => faultsOfTill(disk, till, booked, rows)),
    ...booksOf(rows),
    ...(disk === 'honest' ? holesOf(rows) : []),
  ]
}

function faultsOfTill(
  disk: DiskKind,
  till: TillAtEnd,
  booked: ReadonlyMap<string, number>,
  rows: ReturnType<ModelServer['rows']>,
): string[] {
  const faults: string[] = []
  if (till.unsent > 0) faults.push(`${till.unsent} entries of a till never had an answer`)
  const forks = new Set([...rows.forks.values()].map((event) => event.eventId))
  for (const { eventId, type } of till.events) {
    const isFork = disk === 'lying' && forks.has(eventId)
    if (type === 'sale.completed' && !booked.has(eventId)) {
      faults.push(`sale ${eventId} is on its device and not in the books`)
    }
    if (!rows.events.has(eventId) && !isFork) {
      faults.push(`${type} ${eventId} is on its device, answered, and not on the server`)
    }
  }
  const numbers = new Map<string, string>()
  for (const { saleId, receiptNo } of till.printed) {
    const other = numbers.get(receiptNo)
    if (other !== undefined && other !== saleId) {
      faults.push(`receipt number ${receiptNo} was printed for two sales`)
    }
    numbers.set(receiptNo, saleId)
    if (disk === 'honest' && !booked.has(saleId)) {
      faults.push(`receipt ${receiptNo} was printed and is not in the books`)
    }
  }
  return faults
}

function booksOf(rows: ReturnType<ModelServer['rows']>): string[] {
  const faults: string[] = []
  const balance = rows.postings.reduce((sum, posting) => sum + posting.amountMinor, 0)
  if (balance !== 0) faults.push(`the books are off by ${balance}`)
  const cash = rows.postings
    .filter((posting) => posting.account === 'cash')
    .reduce((sum, posting) => sum + posting.amountMinor, 0)
  const sold = rows.sales.reduce((sum, sale) => sum + sale.totalMinor, 0)
  if (cash !== sold) faults.push(`cash is ${cash} and sales are ${sold}`)
  const moved = new Map<string, number>()
  for (const { productId, quantityMilli } of rows.moves) {
    moved.set(productId, (moved.get(productId) ?? 0) + quantityMilli)
  }
  for (const [productId, quantityMilli] of rows.levels) {
    if (moved.get(productId) !== quantityMilli)
      faults.push(`stock of ${productId} is not its moves`)
  }
  return faults
}

/** Numbers of a journal that the server passed without having their entries. */
function holesOf(rows: ReturnType<ModelServer['rows']>): string[] {
  const held = new Map<string, number>()
  for (const { tillId, journalId } of rows.events.values()) {
    const place = `${tillId}/${journalId}`
    held.set(place, (held.get(place) ?? 0) + 1)
  }
  return [...rows.acked].flatMap(([place, acked]) =>
    (held.get(place) ?? 0) === acked
      ? []
      : [`journal ${place} has ${held.get(place) ?? 0} entries up to ${acked}`],
  )
}
