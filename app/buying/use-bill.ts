import { useState } from 'react'
import { splitTax } from '#modules/buying/shared.ts'
import type { BillFormProps, UnbilledGoods } from './bill-form.tsx'
import { readDollars } from './typed.ts'
import { isInvoice, type VoucherState } from './voucher-fields.tsx'

export const keyOf = (line: UnbilledGoods) => `${line.receiptId}:${line.lineNo}`

export type BillState = ReturnType<typeof useBill>

/** What is typed so far: all goods are on the bill, at what they were said to cost. */
export function useBill({ lines, supplier, today, ratePpm }: BillFormProps) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(lines.map(keyOf)))
  const [amounts, setAmounts] = useState<Readonly<Record<string, string>>>({})
  const [freight, setFreight] = useState('')
  const [day, setDay] = useState(today)
  const [voucher, setVoucher] = useState<VoucherState>({
    voucher: supplier.voucher,
    pricesIncludeTax: supplier.pricesIncludeTax,
    tax: '',
  })
  const amountOf = (line: UnbilledGoods) => amounts[keyOf(line)] ?? String(line.typedMinor)
  const taxed = [
    ...lines
      .filter((line) => chosen.has(keyOf(line)))
      .map((line) => ({
        typedMinor: readDollars(amountOf(line)) ?? 0,
        isTaxable: line.isTaxable,
      })),
    { typedMinor: readDollars(freight) ?? 0, isTaxable: true },
  ]
  const { pricesIncludeTax } = voucher
  const rule = { pricesIncludeTax, ratePpm: isInvoice(voucher.voucher) ? ratePpm : 0 }
  const computed = splitTax(taxed, rule)
  const taxMinor = isInvoice(voucher.voucher) ? readDollars(voucher.tax) : undefined
  const split = taxMinor === undefined ? computed : splitTax(taxed, { ...rule, taxMinor })
  const choose = (line: UnbilledGoods, isChosen: boolean) =>
    setChosen((before) => {
      const next = new Set(before)
      if (isChosen) next.add(keyOf(line))
      else next.delete(keyOf(line))
      return next
    })
  const setAmount = (line: UnbilledGoods, typed: string) =>
    setAmounts((before) => ({ ...before, [keyOf(line)]: typed }))
  const sums = { split, computedTaxMinor: computed.taxMinor }
  return {
    chosen,
    choose,
    amountOf,
    setAmount,
    freight,
    setFreight,
    day,
    setDay,
    voucher,
    setVoucher,
    sums,
  }
}
