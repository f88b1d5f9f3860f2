import { Form, Link } from '@remix-run/react'
import { Check, CircleQuestionMark } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Notice } from '#app/components/notice.tsx'
import { Tag } from '#app/components/tag.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import type { OpenLine } from '#modules/banking/index.ts'
import { refText } from '#modules/banking/shared.ts'
import { LineHead } from './line-words.tsx'
import { PostingOffer, RuleOffer, SettlementOffer } from './offer.tsx'

export interface WaitingLine extends OpenLine {
  bankAccountId: string
  entryId: string
}

/** Lines that wait, each with what it most likely is and one press to say so. */
export function OpenLines({ lines, mayWrite }: { lines: WaitingLine[]; mayWrite: boolean }) {
  const { slug } = useOffice()
  const { t } = useTranslation('banking')
  return (
    <ul className="bank-lines" aria-label={t('lines.open')}>
      {lines.map((line) => (
        <li key={line.id} className="bank-line">
          <LineHead line={line} />
          {mayWrite && line.posting && <PostingOffer line={line} posting={line.posting} />}
          {mayWrite && line.rule && <RuleOffer line={line} rule={line.rule} />}
          {mayWrite && line.settlement && (
            <SettlementOffer line={line} settlement={line.settlement} />
          )}
          <div>
            <Link
              to={`/${slug}/books/bank/${line.bankAccountId}/lines/${line.id}`}
              className={buttonClass({ kind: 'quiet' })}
            >
              <ButtonFace icon={CircleQuestionMark}>
                {t(line.posting || line.rule || line.settlement ? 'lines.other' : 'lines.what')}
              </ButtonFace>
            </Link>
          </div>
        </li>
      ))}
    </ul>
  )
}

/** All those that could be nothing else, in one press. */
export function SureOnes({
  bankAccountId,
  lines,
}: {
  bankAccountId: string
  lines: WaitingLine[]
}) {
  const { t } = useTranslation('banking')
  const sure = lines.flatMap(({ id, posting, isSure }) =>
    posting && isSure ? [`${id}=${refText(posting)}`] : [],
  )
  if (sure.length < 2) return null
  return (
    <Notice
      kind="waiting"
      icon={Check}
      title={t('sure.title', { count: sure.length })}
      actions={
        <Form method="post">
          <input type="hidden" name="intent" value="sure" />
          <input type="hidden" name="bankAccountId" value={bankAccountId} />
          {sure.map((pair) => (
            <input key={pair} type="hidden" name="pairs[]" value={pair} />
          ))}
          <Button type="submit" kind="primary" icon={Check}>
            {t('sure.do', { count: sure.length })}
          </Button>
        </Form>
      }
    >
      {t('sure.text')}
    </Notice>
  )
}

interface ListedLine {
  id: string
  bookedOn: string
  amountMinor: number
  text: string
  note: string
  counterpart: string
  matchId: string | null
  how: string | null
  isBroken: boolean
}

/** Lines with their state, each a door to its own page. */
export function AllLines({
  bankAccountId,
  lines,
}: {
  bankAccountId: string
  lines: readonly ListedLine[]
}) {
  const { slug } = useOffice()
  const { t } = useTranslation('banking')
  return (
    <ul className="bank-lines" aria-label={t('lines.all')}>
      {lines.map((line) => (
        <li key={line.id} className="bank-line">
          <LineHead line={line} />
          <div className="bank-line-head">
            <LineState line={line} />
            <Link
              to={`/${slug}/books/bank/${bankAccountId}/lines/${line.id}`}
              className={buttonClass({ kind: 'quiet' })}
            >
              {t(line.matchId ? 'lines.look' : 'lines.what')}
            </Link>
          </div>
        </li>
      ))}
    </ul>
  )
}

function LineState({ line }: { line: ListedLine }) {
  const { t } = useTranslation('banking')
  if (line.isBroken) return <Tag tone="red">{t('lines.broken')}</Tag>
  if (line.matchId) return <Tag tone="tea">{t('lines.done')}</Tag>
  return <Tag tone="gold">{t('lines.waits')}</Tag>
}
