import { Form } from '@remix-run/react'
import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { formatDay } from '#app/components/dates.ts'
import { formatMoney } from '#app/components/money.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { refText } from '#modules/banking/shared.ts'
import { type ShownPosting, usePostingWords } from './line-words.tsx'

interface OfferedSettlement {
  code: string
  from: string
  to: string
  soldMinor: number
  feeMinor: number
}

interface OfferedRule {
  id: string
  contains: string
  accountCode: string
  accountName: string
  costCentreId: string | null
  memo: string
}

/** What an offer needs to know of its line. */
interface OfferLine {
  id: string
  bankAccountId: string
  amountMinor: number
  /** The id of the entry that would be made; from the loader, so that two presses book once. */
  entryId: string
}

/** The books have it already: one press says so. */
export function PostingOffer({
  line,
  posting,
}: {
  line: OfferLine
  posting: ShownPosting & { entryId: string; position: number }
}) {
  const { t } = useTranslation('banking')
  const wordsOf = usePostingWords()
  return (
    <Form method="post" className="bank-offer">
      <input type="hidden" name="intent" value="match" />
      <input type="hidden" name="lineId" value={line.id} />
      <input type="hidden" name="postings[]" value={refText(posting)} />
      <p>{t('offer.posting', { words: wordsOf(posting) })}</p>
      <Button type="submit" kind="outline" icon={Check}>
        {t('offer.thisOne')}
      </Button>
    </Form>
  )
}

/** A saved rule says what it is: one press agrees. */
export function RuleOffer({ line, rule }: { line: OfferLine; rule: OfferedRule }) {
  const { t } = useTranslation('banking')
  return (
    <Form method="post" className="bank-offer">
      <input type="hidden" name="intent" value="book" />
      <input type="hidden" name="lineId" value={line.id} />
      <input type="hidden" name="bankAccountId" value={line.bankAccountId} />
      <input type="hidden" name="entryId" value={line.entryId} />
      <input type="hidden" name="ruleId" value={rule.id} />
      <input type="hidden" name="direction" value={line.amountMinor > 0 ? 'in' : 'out'} />
      <input type="hidden" name="accountCode" value={rule.accountCode} />
      <input type="hidden" name="costCentreId" value={rule.costCentreId ?? ''} />
      <input type="hidden" name="memo" value={rule.memo} />
      <p>{t('offer.rule', { contains: rule.contains, account: rule.accountName })}</p>
      <Button type="submit" kind="outline" icon={Check}>
        {t('offer.doSo')}
      </Button>
    </Form>
  )
}

/** Sales by card or phone that came in as one sum. */
export function SettlementOffer({
  line,
  settlement,
}: {
  line: OfferLine
  settlement: OfferedSettlement
}) {
  const { words } = useOffice()
  const { t } = useTranslation('banking')
  const { code, from, to, soldMinor, feeMinor } = settlement
  const values = {
    from: formatDay(from, words),
    to: formatDay(to, words),
    sold: formatMoney(soldMinor),
    fee: formatMoney(feeMinor),
  }
  return (
    <Form method="post" className="bank-offer">
      <input type="hidden" name="intent" value="settle" />
      <input type="hidden" name="lineId" value={line.id} />
      <input type="hidden" name="entryId" value={line.entryId} />
      <input type="hidden" name="code" value={code} />
      <input type="hidden" name="from" value={from} />
      <input type="hidden" name="to" value={to} />
      <input type="hidden" name="memo" value={t('offer.settleMemo')} />
      <p>{t(from === to ? 'offer.settleDay' : 'offer.settleDays', values)}</p>
      <Button type="submit" kind="outline" icon={Check}>
        {t('offer.thisOne')}
      </Button>
    </Form>
  )
}
