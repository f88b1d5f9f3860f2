import { accountName } from '#app/reports/words.ts'
import type { MoneySlip } from '#modules/bookkeeping/index.ts'
import type { LedgerText } from './ledger-text.ts'

type Said = Pick<
  MoneySlip,
  'direction' | 'purposeName' | 'purposeNames' | 'moneyName' | 'moneyNames'
>

/** What happened, as people say it: 付了房租（現金）, 銀行存款 → 現金. */
export function slipWords(t: LedgerText, slip: Said, language: string): string {
  const purpose = accountName({ name: slip.purposeName ?? '', names: slip.purposeNames }, language)
  const place = accountName({ name: slip.moneyName ?? '', names: slip.moneyNames }, language)
  return t(`money.said.${slip.direction}`, { purpose, place })
}
