import { Form } from '@remix-run/react'
import { Undo2 } from 'lucide-react'
import { Button } from '#app/components/button.tsx'
import { formatMoney } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import type { MoneySlip } from '#modules/bookkeeping/index.ts'
import { useLedgerText } from './ledger-text.ts'
import { slipWords } from './slip-words.ts'

/** What was just recorded, and one press to take it back. */
export function SavedNotice({ slip }: { slip: MoneySlip }) {
  const { slug } = useOffice()
  const { t, language } = useLedgerText()
  if (slip.undoneById) return <Notice kind="done" title={t('money.takenBack')} announce />
  return (
    <Notice
      kind="done"
      announce
      title={t('money.saved', {
        what: slipWords(t, slip, language),
        amount: formatMoney(slip.amountMinor),
      })}
      actions={
        <Form method="post" action={`/${slug}/books/money/${slip.id}`}>
          <input type="hidden" name="reason" value="" />
          <Button type="submit" icon={Undo2}>
            {t('money.takeBack')}
          </Button>
        </Form>
      }
    />
  )
}
