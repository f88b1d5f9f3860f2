import { z } from 'zod'
import { note, TypedAmount, TypedQuantity, TypedSome } from './shared-typed.ts'

/** A lot as far as its rest depends on it. */
export interface LotToShare {
  id: string
  /** `YYYY-MM-DD`. */
  expiresOn: string
  /** What came. */
  receivedMilli: number
  /** What somebody counted last, and what left the shop of all lots since. */
  counted: { quantityMilli: number; leftSinceMilli: number } | undefined
}

/**
 * What is left of each lot, given what is left of the product: what expires first is sold first, so
 * the latest stay. A lot that somebody counted holds no more than that; and no less, except for what
 * left the shop since, because what leaves could have come from it.
 *
 * @returns thousandths by lot; the sum is never more than what is left.
 */
export function shareAmongLots(
  levelMilli: number,
  lots: readonly LotToShare[],
): Map<string, number> {
  let restMilli = Math.max(levelMilli, 0)
  const rests = new Map<string, number>()
  const latestFirst = [...lots].sort((a, b) =>
    a.expiresOn === b.expiresOn ? (a.id < b.id ? 1 : -1) : a.expiresOn < b.expiresOn ? 1 : -1,
  )
  for (const lot of latestFirst) {
    const sureMilli = lot.counted
      ? Math.max(lot.counted.quantityMilli - lot.counted.leftSinceMilli, 0)
      : 0
    const given = Math.min(sureMilli, restMilli)
    rests.set(lot.id, given)
    restMilli -= given
  }
  for (const lot of latestFirst) {
    const most = lot.counted ? lot.counted.quantityMilli : lot.receivedMilli
    const before = rests.get(lot.id) ?? 0
    const more = Math.min(most - before, restMilli)
    rests.set(lot.id, before + more)
    restMilli -= more
  }
  return rests
}

const Day = z.iso.date({ error: 'inventory.no_expiry' })

/** A lot that somebody writes down. */
export const LotForm = z
  .object({
    id: z.uuid(),
    product: z.array(z.uuid()).length(1, { error: 'inventory.no_goods' }),
    quantity: z.array(TypedSome).max(1),
    unit: z.array(z.string().max(40)).max(1).default([]),
    expiresOn: Day,
    code: note(40),
  })
  .transform(({ product, quantity, unit, ...rest }) => ({
    ...rest,
    productId: product[0] ?? '',
    quantityMilli: quantity[0] ?? 0,
    unitId: unit[0] || undefined,
  }))
export type LotForm = z.output<typeof LotForm>

/** What is left of a lot, as somebody counted it. */
export const LotCountForm = z
  .object({
    id: z.uuid(),
    lotId: z.uuid(),
    left: TypedQuantity.pipe(z.number({ error: 'inventory.no_count' })),
  })
  .transform(({ left, ...rest }) => ({ ...rest, quantityMilli: left }))
export type LotCountForm = z.output<typeof LotCountForm>

/** A label that says a lower price until the day it expires. */
export const MarkDownForm = z.object({
  lotId: z.uuid(),
  price: TypedAmount.pipe(z.number({ error: 'inventory.no_price' }).min(1, 'inventory.no_price')),
  copies: z.coerce.number().int().min(1).max(50),
  requestId: z.uuid(),
})
export type MarkDownForm = z.output<typeof MarkDownForm>
