import { Form } from '@remix-run/react'
import { Check } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Checkbox } from '#app/components/choices.tsx'
import { formatMoney } from '#app/components/money.tsx'
import { refText } from '#modules/banking/shared.ts'
import { type ShownPosting, usePostingWords } from './line-words.tsx'

type Posting = ShownPosting & { entryId: string; position: number }

/** Entries of the books that no line stands for: those that make this line are ticked. */
export function TickPostings({
  line,
  postings,
}: {
  line: { id: string; amountMinor: number }
  postings: readonly Posting[]
}) {
  const { t } = useTranslation('banking')
  const wordsOf = usePostingWords()
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const sumMinor = postings
    .filter((posting) => ticked.has(refText(posting)))
    .reduce((sum, posting) => sum + posting.amountMinor, 0)
  const missingMinor = line.amountMinor - sumMinor
  const tick = (ref: string, isTicked: boolean) => {
    const next = new Set(ticked)
    if (isTicked) next.add(ref)
    else next.delete(ref)
    setTicked(next)
  }
  return (
    <Form method="post" className="stack">
      <input type="hidden" name="intent" value="match" />
      <input type="hidden" name="lineId" value={line.id} />
      <fieldset className="field">
        <legend className="field-label">{t('tick.legend')}</legend>
        <div className="choices">
          {postings.map((posting) => (
            <Checkbox
              key={refText(posting)}
              name="postings[]"
              value={refText(posting)}
              label={wordsOf(posting)}
              onChange={(event) => tick(refText(posting), event.currentTarget.checked)}
            />
          ))}
        </div>
      </fieldset>
      <div className="bank-ticked">
        <p role="status">
          {ticked.size === 0
            ? t('tick.none')
            : missingMinor === 0
              ? t('tick.fits')
              : t('tick.sum', {
                  sum: formatMoney(Math.abs(sumMinor)),
                  missing: formatMoney(Math.abs(missingMinor)),
                })}
        </p>
        <Button type="submit" kind="outline" icon={Check}>
          {t('tick.do')}
        </Button>
      </div>
    </Form>
  )
}
