import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'

/** The texts of the pages on which people keep their books. */
export type LedgerText = TFunction<'ledger'>

/** The texts in the reader's language, and which that is. */
export function useLedgerText(): { t: LedgerText; language: string } {
  const { t, i18n } = useTranslation('ledger')
  return { t, language: i18n.language }
}
