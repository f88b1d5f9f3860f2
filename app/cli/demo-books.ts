import { costCentres, enterOpeningBalances, lockPeriod, money } from '#modules/bookkeeping/index.ts'
import type { Direction } from '#modules/bookkeeping/shared.ts'
import { type Actor, inTenant } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { dayIn } from '#modules/kernel/shared.ts'

const DAY_MS = 86_400_000

interface DemoSlip {
  daysAgo: number
  direction?: Direction
  amountMinor: number
  /** Codes of accounts: what for, and from where. */
  purpose: string
  from: string
  note?: string
  feeMinor?: number
  /** The tax on a uniform invoice. */
  taxMinor?: number
}

/** What a village shop pays, receives and moves in two months. */
const SLIPS: readonly DemoSlip[] = [
  { daysAgo: 52, amountMinor: 8000, purpose: '6101', from: '1102', note: '店租' },
  { daysAgo: 47, amountMinor: 1386, purpose: '6102', from: '1101', note: '電費', taxMinor: 66 },
  { daysAgo: 40, amountMinor: 699, purpose: '6103', from: '1102', note: '電話和網路' },
  { daysAgo: 33, amountMinor: 1500, purpose: '6105', from: '1101', note: '假日幫忙的工錢' },
  { daysAgo: 22, amountMinor: 8000, purpose: '6101', from: '1102', note: '店租' },
  { daysAgo: 16, amountMinor: 2400, purpose: '6107', from: '3102', note: '修冰箱，先用自己的錢' },
  {
    daysAgo: 11,
    direction: 'moved',
    amountMinor: 6000,
    purpose: '1102',
    from: '1101',
    note: '存銀行',
  },
  { daysAgo: 8, amountMinor: 420, purpose: '6110', from: '1101', note: '收據紙捲', taxMinor: 20 },
  {
    daysAgo: 5,
    direction: 'received',
    amountMinor: 1200,
    purpose: '4201',
    from: '1101',
    note: '回收紙箱',
  },
  {
    daysAgo: 3,
    direction: 'moved',
    amountMinor: 500,
    purpose: '1102',
    from: '1104',
    note: '行動支付撥款',
    feeMinor: 11,
  },
]

/**
 * Books as somebody keeps them who began two months ago: opening balances, money in and out, rent
 * that is due, and a month that is finished.
 */
export async function keepDemoBooks(
  actor: Actor,
  options: { isInvoiceUser: boolean },
): Promise<void> {
  const dayAgo = (days: number) => dayIn('Asia/Taipei', new Date(Date.now() - days * DAY_MS))
  await inTenant(actor, 'read write', async (tx) => {
    await enterOpeningBalances(tx, {
      id: newId(),
      day: `${dayAgo(60).slice(0, 7)}-01`,
      balances: [
        { code: '1101', amountMinor: 30_000 },
        { code: '1102', amountMinor: 120_000 },
        { code: '1501', amountMinor: 60_000 },
        { code: '1502', amountMinor: -12_000 },
        { code: '2401', amountMinor: 50_000 },
      ],
    })
    const stall = newId()
    await costCentres.saveCostCentre(tx, { id: newId(), name: '本店' })
    await costCentres.saveCostCentre(tx, { id: stall, name: '市集攤位' })
    for (const [index, slip] of SLIPS.entries()) {
      const { daysAgo, direction = 'paid', amountMinor, purpose, from, taxMinor } = slip
      await money.recordMoney(tx, {
        id: newId(),
        direction,
        day: dayAgo(daysAgo),
        amountMinor,
        purposeCode: purpose,
        moneyCode: from,
        feeMinor: slip.feeMinor ?? 0,
        note: slip.note ?? '',
        ...(purpose === '6105' && { costCentreId: stall }),
        ...(taxMinor !== undefined && {
          invoice: {
            invoiceNo: `AB1000000${index}`,
            sellerTaxId: '10458575',
            taxMinor,
            isDeductible: options.isInvoiceUser,
          },
        }),
      })
    }
    await money.saveRecurring(tx, {
      id: newId(),
      direction: 'paid',
      amountMinor: 8000,
      purposeCode: '6101',
      moneyCode: '1102',
      note: '店租',
      dayOfMonth: Number(dayAgo(1).slice(8)),
      startsOn: dayAgo(1),
      booksItself: false,
    })
    // The month before the last one is finished.
    const lastMonth = new Date(`${dayAgo(0).slice(0, 7)}-01T12:00:00Z`)
    lastMonth.setUTCMonth(lastMonth.getUTCMonth() - 1)
    const through = new Date(lastMonth.getTime() - DAY_MS).toISOString().slice(0, 10)
    await lockPeriod(tx, { kind: 'soft', through, note: '對過了' })
  })
}
