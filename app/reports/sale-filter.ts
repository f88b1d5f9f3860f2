import { z } from 'zod'
import { daysOfMonth, isDay } from '#app/components/dates.ts'
import type { SaleFilter } from '#modules/pos/index.ts'
import { TENDERS } from '#modules/pos/shared.ts'

/** A form sends what was not chosen as an empty text. */
const maybe = <Shape extends z.ZodType>(shape: Shape) =>
  z
    .literal('')
    .transform(() => undefined)
    .or(shape)
    .optional()

export const isMonth = (text: string): boolean => isDay(`${text}-01`)

/** The address of a list of sales: a day or a month, and what else narrows it. */
export const SaleListParams = z.object({
  day: maybe(z.string().refine(isDay)),
  month: maybe(z.string().refine(isMonth)),
  hour: maybe(z.coerce.number().int().min(0).max(23)),
  tender: maybe(z.enum(TENDERS)),
  product: maybe(z.uuid()),
  cashier: maybe(z.uuid()),
  till: maybe(z.uuid()),
  after: maybe(z.uuid()),
})
export type SaleListParams = z.output<typeof SaleListParams>

/** The filter that an address asks for; without a day or month it is today. */
export function filterOf(params: SaleListParams, today: string): SaleFilter {
  const days =
    params.month === undefined
      ? { from: params.day ?? today, to: params.day ?? today }
      : daysOfMonth(params.month)
  return {
    ...days,
    hour: params.hour,
    tender: params.tender,
    productId: params.product,
    cashierId: params.cashier,
    tillId: params.till,
  }
}

/** The narrowing part of an address as texts, to be kept by links and forms. */
export function narrowingOf(params: SaleListParams): Record<string, string> {
  const { hour, tender, product, cashier, till } = params
  const entries = Object.entries({ hour, tender, product, cashier, till })
  return Object.fromEntries(
    entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  )
}
