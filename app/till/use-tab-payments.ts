import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMoney } from '#app/components/money.tsx'
import { newId } from '#modules/kernel/shared.ts'
import { asksShopPrinter, openOwnDrawer, printPaper, printsBytes } from './printing/papers.ts'
import { tabReceiptOf } from './receipt.ts'
import { recordTabPayment, recordTabUndo, type TabTender } from './tab-payment.ts'
import type { TabCustomer } from './tabs.ts'
import type { Selling } from './use-selling.ts'
import type { WorkingTill } from './working-till.ts'

/** A payment that stands on the disk. */
export interface PaidTab {
  paymentId: string
  receiptNo: string
  paidAt: string
  tender: TabTender
  amountMinor: number
  tenderedMinor: number
  owedBeforeMinor: number
}

export interface TabMoney {
  paymentId: string
  tender: TabTender
  amountMinor: number
  tenderedMinor: number
}

/** What is paid off on one visit to the tabs, and the way back from each slip of the finger. */
export function useTabPayments(till: WorkingTill, selling: Selling) {
  const { t } = useTranslation('tabs')
  const texts = useTranslation(['receipt', 'common'])
  const [paid, setPaid] = useState<ReadonlyMap<string, PaidTab>>(new Map())
  const [hasFailed, setHasFailed] = useState(false)
  // Whoever is being written down: a second press in the meantime is the same press.
  const busy = useRef(new Set<string>())
  const [busyId, setBusyId] = useState<string>()

  const prints = selling.snapshot.rules.tabPaper === 'always'
  const paperOf = (done: PaidTab, name: string) => ({
    document: tabReceiptOf(done, {
      snapshot: selling.snapshot,
      tillName: till.registered.name,
      customerName: name || t('unnamed'),
      t: texts.t,
      language: selling.language,
    }),
    sourceType: 'tab_payment',
    sourceId: done.paymentId,
  })

  const once = async (customerId: string, work: () => Promise<boolean>): Promise<boolean> => {
    if (busy.current.has(customerId)) return false
    busy.current.add(customerId)
    setBusyId(customerId)
    setHasFailed(false)
    try {
      const isDone = await work()
      setHasFailed(!isDone)
      return isDone
    } catch (cause) {
      console.error(cause)
      setHasFailed(true)
      return false
    } finally {
      busy.current.delete(customerId)
      setBusyId(undefined)
    }
  }

  /** @returns whether it stands on the device. */
  const pay = (customer: TabCustomer, money: TabMoney): Promise<boolean> =>
    once(customer.id, async () => {
      const payment = {
        ...money,
        customerId: customer.id,
        customerName: customer.name,
        at: new Date(),
        snapshot: selling.snapshot,
        tillNumber: till.registered.number,
        newShiftId: newId(),
        wantsPaper: prints && asksShopPrinter(till),
      }
      const committed = await till.commit((facts) => recordTabPayment(facts, payment))
      if (committed.kind !== 'saved') return committed.kind !== 'not_saved'
      selling.tabs.note(committed.events)
      if (money.tender === 'cash') openOwnDrawer(till)
      const receiptNo = String(committed.events.at(-1)?.body.receiptNo ?? '')
      const paidAt = payment.at.toISOString()
      const done = { ...money, receiptNo, paidAt, owedBeforeMinor: customer.owesMinor }
      setPaid((before) => new Map(before).set(customer.id, done))
      if (prints && printsBytes(till)) printPaper(till, paperOf(done, customer.name))
      return true
    })

  /** All of it, in cash that was counted out: one press. */
  const settle = (customer: TabCustomer): Promise<boolean> => {
    const amountMinor = customer.owesMinor
    return pay(customer, {
      paymentId: newId(),
      tender: 'cash',
      amountMinor,
      tenderedMinor: amountMinor,
    })
  }

  const undo = (customer: TabCustomer): Promise<boolean> =>
    once(customer.id, async () => {
      const payment = paid.get(customer.id)
      if (!payment) return true
      const { paymentId, tender, amountMinor } = payment
      const undone = {
        undoId: newId(),
        paymentId,
        customerId: customer.id,
        tender,
        amountMinor,
        at: new Date(),
        snapshot: selling.snapshot,
        newShiftId: newId(),
      }
      const committed = await till.commit((facts) => recordTabUndo(facts, undone))
      if (committed.kind !== 'saved') return committed.kind !== 'not_saved'
      selling.tabs.note(committed.events)
      setPaid((before) => new Map([...before].filter(([id]) => id !== customer.id)))
      const amount = formatMoney(customer.owesMinor + amountMinor)
      selling.show({ text: t('undone', { name: customer.name || t('unnamed'), amount }) })
      return true
    })

  /** Only the browser's own dialogue can print it, and that from the screen. */
  const printsByBrowser = prints && !printsBytes(till) && !asksShopPrinter(till)
  return { paid, busyId, hasFailed, pay, settle, undo, printsByBrowser, paperOf }
}

export type TabPayments = ReturnType<typeof useTabPayments>
