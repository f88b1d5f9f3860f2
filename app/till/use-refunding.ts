import { useEffect, useState } from 'react'
import { newId } from '#modules/kernel/shared.ts'
import type { RefundReason, SaleRefundedBody } from '#modules/pos/shared.ts'
import { useApproval } from './approval.tsx'
import { asksShopPrinter, openOwnDrawer, printsItself } from './printing/papers.ts'
import {
  chosenLines,
  leftOfItem,
  type PreparedRefund,
  paymentsBack,
  type ReturnableSale,
  type ReturnChoice,
  readRefund,
  recordRefund,
  returnableFrom,
  sumOf,
  type WayBack,
  waysBack,
} from './refund.ts'
import { fetchSale } from './till-api.ts'
import type { Selling } from './use-selling.ts'
import type { WorkingTill } from './working-till.ts'

/** What the goods come back for. */
export type Intent = 'refund' | 'exchange' | 'void'
type Step = 'what' | 'lines' | 'how'

const MOST_UNSENT = 1_000

/** Where a refund stands, and everything one can do about it. */
export function useRefunding(till: WorkingTill, selling: Selling, known: ReturnableSale) {
  const approvals = useApproval()
  const sale = useFreshSale(till, selling, known)
  const [step, setStep] = useState<Step>('what')
  const [intent, setIntent] = useState<Intent>('refund')
  const [choices, setChoices] = useState<ReadonlyMap<number, ReturnChoice>>(new Map())
  const [reason, setReason] = useState<RefundReason>('changed_mind')
  const [way, setWay] = useState<WayBack>('original')
  const { rules, hasPrinter } = selling.snapshot
  const [wantsReceipt, setWantsReceipt] = useState(
    rules.refundPaper === 'always' && (hasPrinter || printsItself(till)),
  )
  const [isSaving, setIsSaving] = useState(false)
  const [isNotSaved, setIsNotSaved] = useState(false)
  const [refundId] = useState(newId)

  const lines = chosenLines(sale, choices)
  const { totalMinor, taxMinor } = sumOf(lines)
  const ways = waysBack(sale, totalMinor)
  const wayNow = ways.includes(way) ? way : 'cash'
  const payments = paymentsBack(sale, totalMinor, intent === 'void' ? 'original' : wayNow)
  const chooseAll = () => setChoices(allOf(sale))

  const prepare = (approvedById: string | undefined): PreparedRefund => ({
    refundId,
    kind: intent === 'void' ? 'void' : 'refund',
    saleId: sale.saleId,
    saleReceiptNo: sale.receiptNo,
    reason,
    approvedById,
    customerId: sale.customerId,
    lines,
    totalMinor,
    taxMinor,
  })

  const finish = async () => {
    if (isSaving || lines.length === 0) return
    setIsSaving(true)
    setIsNotSaved(false)
    try {
      const approved = await askAbove(approvals, totalMinor, selling)
      if (approved === 'refused') return
      const refund = prepare(approved.approvedById)
      if (intent === 'exchange') return startExchange(selling, refund)
      const isSaved = await save(till, selling, refund, { payments, wantsReceipt })
      if (!isSaved) setIsNotSaved(true)
    } catch (cause) {
      console.error(cause)
      setIsNotSaved(true)
    } finally {
      setIsSaving(false)
    }
  }

  return {
    sale,
    step,
    intent,
    choices,
    lines,
    totalMinor,
    payments,
    reason,
    setReason,
    way: wayNow,
    setWay,
    ways,
    asksForSlip: rules.refundPaper !== 'never',
    wantsReceipt,
    setWantsReceipt,
    isSaving,
    isNotSaved,
    choose: (position: number, choice: ReturnChoice) =>
      setChoices((before) => new Map(before).set(position, choice)),
    chooseAll,
    begin(next: Intent) {
      setIntent(next)
      setReason(next === 'void' ? 'mistake' : 'changed_mind')
      if (next === 'void' || sale.items.length === 1) chooseAll()
      setStep(next === 'void' ? 'how' : 'lines')
    },
    goOn: () => setStep('how'),
    goBack: () => setStep('lines'),
    finish,
  }
}

export type Refunding = ReturnType<typeof useRefunding>

const allOf = (sale: ReturnableSale): ReadonlyMap<number, ReturnChoice> =>
  new Map(
    sale.items.map((item) => [
      item.position,
      { quantityMilli: leftOfItem(item).quantityMilli, isRestocked: true },
    ]),
  )

/** Above the shop's amount somebody in charge is asked. */
async function askAbove(
  approvals: ReturnType<typeof useApproval>,
  amountMinor: number,
  selling: Selling,
): Promise<{ approvedById?: string } | 'refused'> {
  if (amountMinor <= selling.snapshot.rules.refundApprovalMinor) return {}
  return (await approvals.ask({ kind: 'refund', amountMinor })) ?? 'refused'
}

/** The goods wait in the cart, and nothing is written until the others are paid. */
function startExchange(selling: Selling, refund: PreparedRefund): void {
  selling.change({ type: 'exchange', refund })
  selling.setOpened(undefined)
  selling.setView({ name: 'shelf' })
}

/** Writes the refund; only then money goes back. False when the device did not keep it. */
async function save(
  till: WorkingTill,
  selling: Selling,
  refund: PreparedRefund,
  how: { payments: SaleRefundedBody['payments']; wantsReceipt: boolean },
): Promise<boolean> {
  // One paper comes out: either this till prints it, or the shop's printer does.
  const wantsReceipt = how.wantsReceipt && !printsItself(till)
  const gaveCash = how.payments.some((part) => part.tender === 'cash')
  const made = {
    refund,
    ...how,
    wantsReceipt,
    opensDrawer: !how.wantsReceipt && gaveCash && asksShopPrinter(till),
    at: new Date(),
    snapshot: selling.snapshot,
    tillNumber: till.registered.number,
    newShiftId: newId(),
  }
  const committed = await till.commit((facts) => recordRefund(facts, made))
  if (committed.kind === 'not_saved') return false
  if (committed.kind === 'taken') return true
  const stored = committed.kind === 'saved' ? committed.events : await till.disk.readLatest(50)
  const event = stored.find((each) => each.eventId === refund.refundId)
  const saleReceiptNo = refund.saleReceiptNo
  if (!how.wantsReceipt && gaveCash) openOwnDrawer(till)
  const prints = how.wantsReceipt
  selling.setOpened(
    event ? { kind: 'refunded', event, saleReceiptNo, isNew: true, prints } : undefined,
  )
  return true
}

/**
 * The sale with what came back on other tills too, when the server can be asked: what is known here
 * stands until it answers, and is never forgotten.
 */
function useFreshSale(till: WorkingTill, selling: Selling, known: ReturnableSale): ReturnableSale {
  const [sale, setSale] = useState(known)
  const isOnline = selling.state.connection === 'online'
  useEffect(() => {
    if (!isOnline) return
    let isCurrent = true
    const refresh = async () => {
      const answer = await fetchSale(till, { saleId: known.saleId })
      if (!isCurrent || answer.kind !== 'ok') return
      const fresh = returnableFrom(answer.value, await unsentRefunds(till))
      setSale({ ...known, items: known.items.map((item) => withMore(item, fresh)) })
    }
    refresh().catch(console.error)
    return () => {
      isCurrent = false
    }
  }, [isOnline, known, till])
  return sale
}

/** What this device gave back and the server has not heard of. */
export async function unsentRefunds(till: WorkingTill): Promise<SaleRefundedBody[]> {
  const waiting = await till.disk.readUnsent(MOST_UNSENT)
  return waiting.flatMap((event) => readRefund(event) ?? [])
}

function withMore(item: ReturnableSale['items'][number], fresh: ReturnableSale) {
  const other = fresh.items.find((each) => each.position === item.position)
  const isMore = other && other.returned.quantityMilli > item.returned.quantityMilli
  return isMore ? { ...item, returned: other.returned } : item
}
