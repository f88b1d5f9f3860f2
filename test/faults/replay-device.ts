import { createHash } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { actOn, deviceJournal } from '#app/offline/device-journal.ts'
import { openJournal } from '#app/offline/journal.ts'
import { memoryDisk } from '#app/offline/memory-disk.ts'
import type { Sent } from '#app/offline/sync.ts'
import { startSync } from '#app/offline/sync-loop.ts'
import { type Cart, openCart } from '#app/till/cart.ts'
import { recordSale } from '#app/till/sale.ts'
import { FIRST_FACTS, readFacts } from '#app/till/till-facts.ts'
import { newId } from '#modules/kernel/shared.ts'
import type { PairedTill, TillEventBatch, TillSnapshot } from '#modules/pos/shared.ts'
import type { Receipt } from './check-books.ts'

export interface ReplayDevice {
  printed: Receipt[]
  sell(): Promise<void>
  countUnsent(): Promise<number>
  stop(): void
}

export interface ReplayParts {
  till: PairedTill
  snapshot: TillSnapshot
  send(batch: TillEventBatch): Promise<Sent>
  /** Back-offs are this many times shorter than in a shop, where nobody waits for the end of a test. */
  hurry: number
  random(): number
}

/**
 * A till without its screen: the app's own journal, recording and sync loop over a disk in memory.
 * What it sells is "printed" once the write has returned, as in the app.
 */
export async function startReplayDevice(parts: ReplayParts): Promise<ReplayDevice> {
  const { till, snapshot, random } = parts
  const disk = memoryDisk()
  const clock = { now: () => new Date(), monotonicMs: () => performance.now() }
  const digest = async (text: string) => createHash('sha256').update(text).digest('hex')
  const journal = deviceJournal({
    journal: await openJournal(
      { disk, clock, bootId: newId(), digest, readFacts, newId },
      { journalId: till.journalId, facts: FIRST_FACTS },
    ),
    clock,
    newId,
    clockOffsetMs: () => sync.state().clockOffsetMs,
    rest: (ms) => delay(ms / parts.hurry),
  })
  const sync = startSync({
    disk,
    clock,
    send: (outgoing) => parts.send({ ...outgoing, tillId: till.tillId, shellVersion: 'replay' }),
    sendRaw: async () => ({ kind: 'unreachable' }),
    random,
    later(callback, delayMs) {
      const timer = setTimeout(callback, delayMs / parts.hurry)
      return () => clearTimeout(timer)
    },
    onState: () => {},
    onFinding: (finding) => actOn(finding, journal),
    onError: (cause) => console.error(cause),
  })
  await journal.start()
  const printed: Receipt[] = []
  return {
    printed,
    async sell() {
      const cart = fillCart(snapshot, random)
      const totalMinor = cart.items.reduce(
        (sum, item) => sum + (item.unitPriceMinor * item.quantityMilli) / 1000,
        0,
      )
      const sale = {
        cart,
        payments: [{ tender: 'cash' as const, amountMinor: totalMinor, tenderedMinor: totalMinor }],
        wantsReceipt: false,
        at: clock.now(),
        snapshot,
        tillNumber: till.number,
        newShiftId: newId(),
      }
      const events = await journal.commit((facts) => recordSale(facts, sale))
      const receiptNo = events?.find(({ eventId }) => eventId === cart.saleId)?.body.receiptNo
      printed.push({ saleId: cart.saleId, receiptNo: String(receiptNo), totalMinor })
      sync.poke()
    },
    countUnsent: () => disk.countUnsent(),
    stop: () => sync.stop(),
  }
}

function fillCart({ products }: TillSnapshot, random: () => number): Cart {
  const cart = openCart(newId())
  const lines = 1 + Math.floor(random() * 3)
  for (let line = 0; line < lines; line += 1) {
    const product = products[Math.floor(random() * products.length)]
    if (!product) throw new Error('The shop has no goods')
    const { id: productId, name, unit, soldBy, taxClass, priceMinor } = product
    const quantityMilli = 1000 * (1 + Math.floor(random() * 3))
    const unitPriceMinor = priceMinor ?? 1
    cart.items.push({
      lineId: newId(),
      ...{ productId, name, unit, soldBy, taxClass, quantityMilli, unitPriceMinor },
      picture: '',
      addedAtMs: 0,
    })
  }
  return cart
}
