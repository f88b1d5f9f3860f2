import { createHash } from 'node:crypto'
import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { hashSecret, newSecret } from '#modules/kernel/ids.ts'
import { unknownPrinter } from './errors.ts'
import {
  clearDefaultPrinter,
  lockPrinters,
  type PrinterSecrets,
  selectDefaultPrinter,
  selectPrinter,
  setPrinterSecrets,
  upsertPrinter,
} from './repository-printers.ts'
import type { PrinterInput } from './shared.ts'

/** Shown once, to whoever sets the printer up. */
export type PrinterKeys = { secret: string; user: string; password: string }

/** What an Epson calls the place that asks for its password; part of what is kept of it. */
export const DIGEST_REALM = 'tillage-print'
const USER = 'printer'

/**
 * Adds a printer, or changes the one with this id; saving an archived one brings it back.
 * The first printer of a shop is its default whatever `isDefault` says, and there is only one.
 *
 * @returns `keys` for a new printer that asks by itself: its secret address and password.
 */
export async function savePrinter(
  tx: Tx,
  input: PrinterInput,
): Promise<{ id: string; keys: PrinterKeys | undefined }> {
  await lockPrinters(tx)
  const current = await selectDefaultPrinter(tx)
  const before = await selectPrinter(tx, input.id)
  const isWanted = input.isDefault || current === undefined || current.id === input.id
  // Nobody but its till reaches it.
  const isDefault = isWanted && input.kind !== 'till'
  if (isDefault) await clearDefaultPrinter(tx, input.id)
  const asks = input.kind === 'star' || input.kind === 'epson'
  const made = asks && before?.kind !== input.kind ? makeKeys(input.kind) : undefined
  await upsertPrinter(tx, { ...input, isDefault }, made?.kept)
  await recordAudit(tx, {
    action: 'printing.printer_saved',
    targetType: 'printer',
    targetId: input.id,
    detail: {
      name: input.name,
      kind: input.kind,
      widthDots: input.widthDots,
      isDefault,
      ...('host' in input && input.host !== undefined && { host: input.host }),
    },
  })
  return { id: input.id, keys: made?.shown }
}

/**
 * A printer's address and password anew, when somebody saw them who should not; the old ones end.
 * @throws printing.unknown_printer
 */
export async function renewPrinterKeys(
  tx: Tx,
  printerId: string,
): Promise<{ kind: 'star' | 'epson'; keys: PrinterKeys }> {
  const printer = await selectPrinter(tx, printerId)
  if (printer?.kind !== 'star' && printer?.kind !== 'epson') throw unknownPrinter(printerId)
  const { shown, kept } = makeKeys(printer.kind)
  await setPrinterSecrets(tx, printerId, kept)
  await recordAudit(tx, {
    action: 'printing.printer_keys_renewed',
    targetType: 'printer',
    targetId: printerId,
  })
  return { kind: printer.kind, keys: shown }
}

/** A Star proves itself by Basic (RFC 7617), an Epson by Digest, of which HA1 is kept (RFC 7616). */
function makeKeys(kind: 'star' | 'epson'): { shown: PrinterKeys; kept: PrinterSecrets } {
  const shown = { secret: newSecret(), user: USER, password: newSecret().slice(0, 20) }
  const passwordHash =
    kind === 'star'
      ? hashSecret(shown.password).toString('hex')
      : createHash('md5').update(`${USER}:${DIGEST_REALM}:${shown.password}`).digest('hex')
  return { shown, kept: { tokenHash: hashSecret(shown.secret), passwordHash } }
}
