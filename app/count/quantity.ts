import { type CountGoods, milliOf, toBaseQuantity } from '#modules/inventory/shared.ts'

/** 12.5 for 12,500 thousandths, as people type it. */
export const plainQuantity = (milli: number): string => String(milli / 1000)

const MAX_MILLI = 1_000_000_000

export type TypedQuantity =
  | { ok: true; quantityMilli: number; said?: { quantityMilli: number; unitId: string } }
  | { ok: false; problem: 'not_number' | 'too_many' }
  | { ok: false; problem: 'not_even'; belowMilli: number; aboveMilli: number }

/** What somebody typed, in some unit of a product, as a quantity of its own. Nothing is rounded. */
export function readQuantity(typed: string, goods: CountGoods, unitId: string): TypedQuantity {
  const plain = typed.normalize('NFKC').replace(/[,\s]/g, '')
  const milli = milliOf(plain)
  if (milli === undefined || milli < 0) return { ok: false, problem: 'not_number' }
  if (milli > MAX_MILLI) return { ok: false, problem: 'too_many' }
  const unit = goods.units.find((each) => each.id === unitId)
  if (!unit || unit.id === goods.unit) return { ok: true, quantityMilli: milli }
  const converted = toBaseQuantity(milli, unit)
  if (!converted.ok) {
    const { belowMilli, aboveMilli } = converted
    return { ok: false, problem: 'not_even', belowMilli, aboveMilli }
  }
  if (converted.quantityMilli > MAX_MILLI) return { ok: false, problem: 'too_many' }
  const said = { quantityMilli: milli, unitId }
  return { ok: true, quantityMilli: converted.quantityMilli, said }
}
