import { z } from 'zod'
import { isDay } from '#app/components/dates.ts'
import { TENDERS } from '#modules/pos/shared.ts'
import { isMonth } from './sale-filter.ts'

/** A form sends what was not chosen as an empty text. */
const maybe = <Shape extends z.ZodType>(shape: Shape) =>
  z
    .literal('')
    .transform(() => undefined)
    .or(shape)
    .optional()

/** The address of a list of sales: a day or a month, and what else narrows it. */
export const SaleListParams = z.object({
  day: maybe(z.string().refine(isDay)),
  month: maybe(z.string().refine(isMonth)),
  hour: maybe(z.coerce.number().int().min(0).max(23)),
  tender: maybe(z.enum(TENDERS)),
  product: maybe(z.uuid()),
  cashier: maybe(z.uuid()),
  till: maybe(z.uuid()),
  shift: maybe(z.uuid()),
  after: maybe(z.uuid()),
})
export type SaleListParams = z.output<typeof SaleListParams>
