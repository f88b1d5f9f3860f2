import { z } from 'zod'
import { COUNT_MODES, COUNT_WAYS, type CountBody, UNCOUNTED } from './shared-count.ts'
import { cleanText, MAX_QUANTITY_MILLI } from './shared-limits.ts'
import { orNull, text } from './shared-typed.ts'

const MAX_CATEGORIES = 200

/** A stocktake that somebody opens. */
export const StocktakeForm = z
  .object({
    /** Made by whoever shows the form, so that pressing twice opens one. */
    id: z.uuid(),
    name: text(60),
    mode: z.enum(COUNT_MODES, { error: 'inventory.no_count_mode' }),
    locationId: orNull(z.uuid()).default(null),
    scope: z.enum(['whole', 'some']).default('whole'),
    category: z.array(z.uuid()).max(MAX_CATEGORIES).default([]),
  })
  .refine(({ scope, category }) => scope === 'whole' || category.length > 0, {
    path: ['category'],
    error: 'inventory.no_count_category',
  })
export type StocktakeForm = z.output<typeof StocktakeForm>

/** Booking what was found. */
export const PostCountForm = z.object({
  /** The act's id, made when the differences were shown: pressing twice books once. */
  id: z.uuid(),
  uncounted: z.enum(UNCOUNTED, { error: 'inventory.no_uncounted' }),
  /** How many entries the person saw: when more came since, they look again first. */
  seen: z.coerce.number().int().min(0),
})
export type PostCountForm = z.output<typeof PostCountForm>

const MAX_WHO = 40
/** Further back or ahead is no time of a person who counts. */
const turn = z.int().min(1).max(1_000_000_000)
const quantity = z.int().min(0).max(MAX_QUANTITY_MILLI)

/** What an entry of a phone says, checked once, where it arrives. */
export const CountBodyShape: z.ZodType<CountBody> = z.strictObject({
  deviceId: z.uuid(),
  turn,
  who: z.string().transform(cleanText).pipe(z.string().min(1).max(MAX_WHO)),
  shelf: z.string().transform(cleanText).pipe(z.string().max(MAX_WHO)),
  productId: z.uuid(),
  how: z.enum(COUNT_WAYS),
  quantityMilli: quantity,
  said: z.strictObject({ quantityMilli: quantity, unitId: z.string().max(40) }).optional(),
})

/** A batch as a phone's journal sends it: the same envelope that tills use, and the phone's clock. */
export const CountBatch = z.strictObject({
  journalId: z.uuid(),
  events: z
    .array(
      z.strictObject({
        eventId: z.uuid(),
        seq: z.int().min(1).max(2_000_000_000),
        type: z.string().min(1).max(60),
        schemaVersion: z.int().min(1).max(1000),
        body: z.record(z.string(), z.unknown()),
        hash: z.string().regex(/^[0-9a-f]{64}$/),
        prevHash: z.string().regex(/^[0-9a-f]{64}$/),
        wallAt: z.iso.datetime(),
        personal: z.unknown().optional(),
      }),
    )
    .max(100),
  /** What the phone's clock says as it sends: a wrong clock must not make sales look later than counts. */
  sentAt: z.iso.datetime(),
  unsent: z.unknown().optional(),
  hole: z.unknown().optional(),
  shellVersion: z.string().max(40).optional(),
})
export type CountBatch = z.infer<typeof CountBatch>
