import { z } from 'zod'
import { PaperWidth } from './shared-document.ts'

/** A ticked box of a form arrives as `on`, an empty one not at all; the API sends a boolean. */
const Checked = z.preprocess((value) => value === true || value === 'on', z.boolean())

/** How letters travel: as a picture (always right), or as text for a printer that proved to have them. */
export const PrinterEncoding = z.enum(['raster', 'big5', 'gb18030'])
export type PrinterEncoding = z.infer<typeof PrinterEncoding>

/** How much is burnt: `dark` for a tired print head, `light` for one that runs letters together. */
export const PrintDensity = z.enum(['light', 'normal', 'dark'])
export type PrintDensity = z.infer<typeof PrintDensity>

/** What somebody sees on a test page that is not as it should be; each is answered by a change. */
export const TEST_ANSWERS = [
  'nothing',
  'cut_off',
  'narrow',
  'pale',
  'smeared',
  'garbage',
  'not_cut',
  'no_blade',
  'own_big5',
  'own_gb18030',
] as const
export type TestAnswer = (typeof TEST_ANSWERS)[number]

/** An empty field of a form is nothing. */
const orNothing = <Shape extends z.ZodType>(shape: Shape) =>
  z.preprocess((value) => (value === '' || value === null ? undefined : value), shape.optional())

const Host = z
  .string()
  .trim()
  .min(1)
  .max(253)
  .regex(/^[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?$/)
const Port = z.coerce.number().int().min(1).max(65535)

const anyPrinter = {
  id: z.uuid(),
  name: z.string().trim().min(1).max(60),
  widthDots: z.coerce.number().pipe(PaperWidth),
  hasDrawer: Checked,
  hasCutter: Checked,
  isDefault: Checked,
  /** `raster` when left out. */
  encoding: PrinterEncoding.optional(),
  /** `normal` when left out. */
  density: PrintDensity.optional(),
  /** Another printer of the shop, for when this one can't print. */
  fallbackId: orNothing(z.uuid()),
}

/**
 * A printer as a form or the API gives it, by the way it is reached.
 *
 * `tcp`: this server calls `host` in the shop's network (whether it may is decided by whoever runs
 * the server). `agent`: a program in the shop calls it, or writes to a file of its own machine.
 * `star`, `epson`: the printer asks by itself. `till`: it hangs on a till, which prints without us.
 */
export const PrinterInput = z.discriminatedUnion('kind', [
  z.object({
    ...anyPrinter,
    kind: z.literal('tcp'),
    host: Host,
    port: Port.default(9100),
  }),
  z
    .object({
      ...anyPrinter,
      kind: z.literal('agent'),
      agentId: z.uuid(),
      host: orNothing(Host),
      port: orNothing(Port),
      /** `/dev/usb/lp0` or the like; instead of `host`. */
      devicePath: orNothing(
        z
          .string()
          .trim()
          .max(200)
          .regex(/^(\/dev\/[\w/.-]+|\\\\[\w.-]+\\[\w .-]+)$/),
      ),
    })
    .refine((printer) => (printer.host === undefined) !== (printer.devicePath === undefined), {
      path: ['host'],
    }),
  z.object({
    ...anyPrinter,
    kind: z.literal('star'),
    /** Its MAC, when the shop wants no other printer to ask in its place. */
    deviceName: orNothing(
      z
        .string()
        .trim()
        .regex(/^([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}$/),
    ),
  }),
  z.object({
    ...anyPrinter,
    kind: z.literal('epson'),
    /** The ID that stands in the printer's own settings. */
    deviceName: orNothing(
      z
        .string()
        .trim()
        .max(30)
        .regex(/^[\w.-]+$/),
    ),
  }),
  z.object({ ...anyPrinter, kind: z.literal('till') }),
])
export type PrinterInput = z.output<typeof PrinterInput>

/** How a printer is reached. */
export const PrinterKind = z.enum(['tcp', 'agent', 'star', 'epson', 'till'])
export type PrinterKind = z.infer<typeof PrinterKind>

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

/** Papers whose way a shop chooses. */
export const RoutedKind = z.enum(['receipt', 'order_ticket', 'report', 'label'])
export type RoutedKind = z.infer<typeof RoutedKind>

/** A rule: papers of a kind (from a till, of a category) go to a printer, so many times. */
export const PrintRouteInput = z.object({
  id: z.uuid(),
  kind: RoutedKind,
  tillId: orNothing(z.uuid()),
  categoryId: orNothing(z.uuid()),
  printerId: z.uuid(),
  copies: z.coerce.number().int().min(1).max(5).default(1),
})
export type PrintRouteInput = z.output<typeof PrintRouteInput>
