import { daysOfMonth, isDay } from '#app/components/dates.ts'
import type { SaleFilter } from '#modules/pos/index.ts'
import type { SaleListParams } from './sale-list-params.server.ts'

/** Whether a text is a month that exists, `YYYY-MM`. */
export const isMonth = (text: string): boolean => isDay(`${text}-01`)

const ALL_DAYS = { from: '0001-01-01', to: '9999-12-31' }

/** The filter that an address asks for; without a day or month it is today. */
export function filterOf(params: SaleListParams, today: string): SaleFilter {
  const days =
    params.month === undefined
      ? { from: params.day ?? today, to: params.day ?? today }
      : daysOfMonth(params.month)
  // A shift may go on behind the end of a day, and what it sold is asked for as one.
  const { shift: shiftId } = params
  return {
    ...(shiftId === undefined ? days : ALL_DAYS),
    shiftId,
    hour: params.hour,
    tender: params.tender,
    productId: params.product,
    cashierId: params.cashier,
    tillId: params.till,
  }
}

/** The narrowing part of an address as texts, to be kept by links and forms. */
export function narrowingOf(params: SaleListParams): Record<string, string> {
  const { hour, tender, product, cashier, till, shift } = params
  const entries = Object.entries({ shift, hour, tender, product, cashier, till })
  return Object.fromEntries(
    entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  )
}
