import type { TFunction } from 'i18next'

const KINDS = [
  'opening',
  'sale',
  'refund',
  'purchase',
  'supplier_return',
  'transfer',
  'correction',
  'waste',
  'own_use',
  'production',
  'consignment',
  'revaluation',
] as const

/** What moved goods, in a word; what takes an act back says so. */
export function moveWord(
  t: TFunction<'stock'>,
  move: { kind: string; quantityMilli: number },
): string {
  const kind = KINDS.find((each) => each === move.kind)
  if (kind === undefined) return move.kind
  const isBack = (kind === 'waste' || kind === 'own_use') && move.quantityMilli > 0
  return isBack ? t(`act.undo.${kind}`) : t(`move.${kind}`)
}
