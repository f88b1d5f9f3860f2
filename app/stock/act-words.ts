import type { LucideIcon } from 'lucide-react'
import { Blend, ClipboardList, HandHeart, MoveRight, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ActKind, WasteReason } from '#modules/inventory/shared.ts'

/** The picture of each act, beside its word. */
export const ACT_ICONS: Record<ActKind, LucideIcon> = {
  waste: Trash2,
  own_use: HandHeart,
  transfer: MoveRight,
  production: Blend,
  count: ClipboardList,
}

interface SaidAct {
  kind: ActKind
  reason: WasteReason | null
  placeName: string | null
  toPlaceName: string | null
  recipeName: string | null
  firstName: string
  productCount: number
  undoesId: string | null
}

/** What happened, in a line: 丟掉（過期）, 搬動：店面 → 後面倉庫. */
export function useActWords() {
  const { t } = useTranslation('stock')
  const place = (name: string | null) => name ?? t('floor')
  return {
    what(act: SaidAct): string {
      const what = act.undoesId === null ? t(`act.${act.kind}`) : t(`act.undo.${act.kind}`)
      if (act.kind === 'transfer') {
        const ways = { from: place(act.placeName), to: place(act.toPlaceName) }
        return t('act.fromTo', { what, ...ways })
      }
      const because = act.reason === null ? act.recipeName : t(`reason.${act.reason}`)
      return because === null ? what : t('act.because', { what, because })
    },
    goods: ({ firstName, productCount }: SaidAct): string =>
      productCount > 1 ? t('act.more', { name: firstName, count: productCount }) : firstName,
  }
}
