import { z } from 'zod'
import { PaperWidth } from './shared-document.ts'

/** A ticked box of a form arrives as `on`, an empty one not at all; the API sends a boolean. */
const Checked = z.preprocess((value) => value === true || value === 'on', z.boolean())

/**
 * A printer as a form or the API gives it. `host` is a name or an address in the shop's network;
 * whether this server may call it is decided by whoever runs the server, not here.
 */
export const PrinterInput = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(60),
  kind: z.literal('tcp').default('tcp'),
  host: z
    .string()
    .trim()
    .min(1)
    .max(253)
    .regex(/^[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?$/),
  port: z.coerce.number().int().min(1).max(65535).default(9100),
  widthDots: z.coerce.number().pipe(PaperWidth),
  hasDrawer: Checked,
  hasCutter: Checked,
  isDefault: Checked,
})
export type PrinterInput = z.infer<typeof PrinterInput>

/**
 * Where a paper is on its way. `sent`: the printer took every byte. `printed`: it says that the
 * paper came out. `unknown`: it may have, and only a person can tell.
 */
export const PrintJobStatus = z.enum([
  'queued',
  'offered',
  'sent',
  'printed',
  'failed',
  'expired',
  'unknown',
])
export type PrintJobStatus = z.infer<typeof PrintJobStatus>
