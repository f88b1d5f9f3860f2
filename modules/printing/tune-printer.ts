import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { unknownPrinter } from './errors.ts'
import { selectPrinter, updatePrinter } from './repository-printers.ts'
import type { TestAnswer } from './shared.ts'

const DARKER = { light: 'normal', normal: 'dark', dark: 'dark' } as const
const LIGHTER = { light: 'light', normal: 'light', dark: 'normal' } as const

/**
 * Sets a printer by what somebody saw on its test page.
 * @throws printing.unknown_printer
 */
export async function tunePrinter(
  tx: Tx,
  { printerId, saw }: { printerId: string; saw: TestAnswer },
): Promise<void> {
  const printer = await selectPrinter(tx, printerId)
  if (!printer) throw unknownPrinter(printerId)
  const change = changeAfter(saw, printer)
  if (!change) return
  await updatePrinter(tx, printerId, change)
  await recordAudit(tx, {
    action: 'printing.printer_tuned',
    targetType: 'printer',
    targetId: printerId,
    detail: { saw },
  })
}

function changeAfter(saw: TestAnswer, printer: { density: string }) {
  const density = printer.density as keyof typeof DARKER
  switch (saw) {
    case 'nothing':
      return undefined
    case 'cut_off':
      return { widthDots: 384 }
    case 'narrow':
      return { widthDots: 576 }
    case 'pale':
      return { density: DARKER[density] }
    case 'smeared':
      return { density: LIGHTER[density] }
    case 'garbage':
      return { encoding: 'raster' }
    case 'own_big5':
      return { encoding: 'big5' }
    case 'own_gb18030':
      return { encoding: 'gb18030' }
    case 'not_cut':
      return { hasCutter: true }
    case 'no_blade':
      return { hasCutter: false }
  }
}
