import { createHash } from 'node:crypto'
import { actOn, type DeviceJournal, deviceJournal } from '#app/offline/device-journal.ts'
import { type Disk, NotSaved, type StoredEvent } from '#app/offline/disk.ts'
import { type Clock, Fenced, openJournal } from '#app/offline/journal.ts'
import {
  INITIAL_SYNC,
  type Outgoing,
  type Sent,
  type SyncState,
  syncOnce,
} from '#app/offline/sync.ts'
import { type Cart, openCart } from '#app/till/cart.ts'
import { recordSale } from '#app/till/sale.ts'
import { FIRST_FACTS, nextReceipt, readFacts, type TillFacts } from '#app/till/till-facts.ts'
import type { TillSnapshot } from '#modules/pos/shared.ts'
import { PowerCut, type PowerDisk } from './power-disk.ts'
import type { Dice } from './random.ts'

/** Bugs that can be planted in the wiring of a till, to see that the simulator finds them. */
export interface TillBugs {
  /** The receipt comes out before the sale is on the disk. */
  printsBeforeFlush?: boolean
  /** Takes everything up to the server's last number for answered. */
  ackByHighWater?: boolean
  /** Counts receipts without setting numbers aside first. */
  noReserveAhead?: boolean
}

export interface Printed {
  saleId: string
  receiptNo: string
}

export interface TillParts {
  tillId: string
  number: number
  journalId: string
  snapshot: TillSnapshot
  disk: PowerDisk
  dice: Dice
  clock: Clock
  rest(ms: number): Promise<void>
  send(outgoing: Outgoing): Promise<Sent>
  print(printed: Printed): void
  bugs: TillBugs
}

/** One tab of the browser that has the till open. */
interface Tab {
  disk: Disk
  journal: DeviceJournal<TillFacts>
  sync: SyncState
}

const digest = async (text: string) => createHash('sha256').update(text).digest('hex')

/**
 * A till on which the app's own code runs: its journal, its recording of a sale, its sync. Only the
 * disk, the network, the clock, the ids and the printer are the simulator's.
 */
export function simulatedTill(parts: TillParts) {
  const { dice, clock, snapshot } = parts
  let tabs: Tab[] = []
  /** Carts that were paid and whose saving failed, or whose cashier saw the screen go dark. */
  let waiting: Cart[] = []

  /** Whatever ends the running app ends here; anything else is a bug, and is thrown on. */
  const surviving = async (tab: Tab | undefined, work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (cause) {
      if (cause instanceof PowerCut) tabs = []
      else if (cause instanceof Fenced) tabs = tabs.filter((each) => each !== tab)
      else if (!(cause instanceof NotSaved)) throw cause
    }
  }

  const boot = () =>
    surviving(undefined, async () => {
      const disk = await parts.disk.open()
      const plain = await openJournal(
        { disk, clock, bootId: dice.id(), digest, readFacts, newId: dice.id },
        { journalId: parts.journalId, facts: FIRST_FACTS },
      )
      const sync = { ...INITIAL_SYNC, batchLimit: 1 + dice.below(8) }
      const careful = deviceJournal({
        journal: plain,
        clock,
        newId: dice.id,
        clockOffsetMs: () => tab.sync.clockOffsetMs,
        rest: parts.rest,
      })
      const tab: Tab = {
        disk,
        sync,
        journal: parts.bugs.noReserveAhead ? careless(careful) : careful,
      }
      /** The count alone, as a till would keep it that never heard of lying disks. */
      function careless(journal: DeviceJournal<TillFacts>): DeviceJournal<TillFacts> {
        return { ...journal, commit: plain.commit, start: async () => {}, reserve: async () => {} }
      }
      await tab.journal.start()
      tabs.push(tab)
    })

  const sell = async (): Promise<void> => {
    const tab = tabs.length > 0 ? dice.pick(tabs) : undefined
    if (!tab) return
    const cart = waiting.pop() ?? fullCart(parts)
    await surviving(tab, async () => {
      // Until the till says otherwise, the goods and the money lie on the counter.
      waiting.push(cart)
      const payments = [paymentOf(cart)]
      const sale = {
        cart,
        payments,
        wantsReceipt: false,
        at: clock.now(),
        snapshot,
        tillNumber: parts.number,
        newShiftId: dice.id(),
      }
      if (parts.bugs.printsBeforeFlush) {
        const { receiptNo } = nextReceipt(tab.journal.facts(), parts.number)
        parts.print({ saleId: cart.saleId, receiptNo })
      }
      const written = await tab.journal.commit((facts) => recordSale(facts, sale))
      const stored = written ?? (await tab.disk.readAll())
      const event = stored.find((each) => each.eventId === cart.saleId)
      if (event && !parts.bugs.printsBeforeFlush) {
        parts.print({ saleId: cart.saleId, receiptNo: String(event.body.receiptNo) })
      }
      waiting = waiting.filter((each) => each !== cart)
      await tab.journal.reserve()
    })
    // A cart that was on the screen when it went dark is not always tried again.
    if (tabs.length === 0 && dice.chance(0.5)) waiting = []
  }

  const sync = async (): Promise<boolean> => {
    const tab = tabs.length > 0 ? dice.pick(tabs) : undefined
    let hasMore = false
    if (!tab) return false
    await surviving(tab, async () => {
      const step = await syncOnce(
        {
          disk: tab.disk,
          clock,
          send: (outgoing) =>
            parts.bugs.ackByHighWater ? sendFromMark(tab.disk, outgoing) : parts.send(outgoing),
          sendRaw: async () => ({ kind: 'unreachable' }),
        },
        tab.sync,
      )
      tab.sync = step.state
      for (const finding of step.findings) await actOn(finding, tab.journal)
      hasMore = step.hasMore
    })
    return hasMore
  }

  /** Asks how far the server is, takes all up to there for answered, and sends what comes behind. */
  const sendFromMark = async (disk: Disk, outgoing: Outgoing): Promise<Sent> => {
    const asked = await parts.send({ ...outgoing, events: [] })
    if (asked.kind !== 'reply') return asked
    const { ackedSeq } = asked.reply
    await ackUpTo(disk, outgoing.journalId, ackedSeq)
    return parts.send({
      ...outgoing,
      events: outgoing.events.filter((event) => event.seq > ackedSeq),
    })
  }

  return {
    tillId: parts.tillId,
    boot,
    sell,
    sync,
    isRunning: () => tabs.length > 0,
    /** The app is gone, and the disk keeps what it was told. */
    kill() {
      tabs = []
    },
    cutPower() {
      parts.disk.cut()
      tabs = []
    },
    async closeWell() {
      const tab = tabs.at(-1)
      if (tab) await surviving(tab, () => tab.journal.close())
      tabs = []
    },
    async events(): Promise<StoredEvent[]> {
      return (await parts.disk.open()).readAll()
    },
    async unsent(): Promise<number> {
      return (await parts.disk.open()).countUnsent()
    },
  }
}

export type SimulatedTill = ReturnType<typeof simulatedTill>

async function ackUpTo(disk: Disk, journalId: string, ackedSeq: number): Promise<void> {
  const waiting = await disk.readUnsent(1_000)
  const ack = { disposition: 'posted' as const, reasons: [], at: '2026-11-27T00:00:00.000Z' }
  await disk.acknowledge(
    waiting
      .filter((event) => event.journalId === journalId && event.seq <= ackedSeq)
      .map(({ eventId }) => ({ eventId, ack })),
  )
}

function fullCart({ dice, snapshot }: TillParts): Cart {
  const cart = openCart(dice.id())
  const count = 1 + dice.below(3)
  for (let index = 0; index < count; index += 1) {
    const product = dice.pick(snapshot.products)
    cart.items.push({
      lineId: dice.id(),
      productId: product.id,
      name: product.name,
      unit: product.unit,
      soldBy: product.soldBy,
      taxClass: product.taxClass,
      quantityMilli: 1000 * (1 + dice.below(4)),
      unitPriceMinor: product.priceMinor ?? 1,
      picture: '',
      addedAtMs: 0,
    })
  }
  return cart
}

function paymentOf(cart: Cart) {
  const amountMinor = cart.items.reduce(
    (sum, item) => sum + (item.unitPriceMinor * item.quantityMilli) / 1000,
    0,
  )
  return { tender: 'cash' as const, amountMinor, tenderedMinor: amountMinor }
}
