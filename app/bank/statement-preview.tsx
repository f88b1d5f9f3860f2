import { Form, Link } from '@remix-run/react'
import { FileDown } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Checkbox } from '#app/components/choices.tsx'
import { type Column, DataTable } from '#app/components/data-table.tsx'
import { formatDay } from '#app/components/dates.ts'
import { Disclosure } from '#app/components/disclosure.tsx'
import { formatAmount, formatMoney } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { errorText } from '#app/refusal.ts'
import { useOffice } from '#app/reports/use-office.ts'
import type { statements } from '#modules/banking/index.ts'
import { ChosenColumns, ColumnForm } from './column-form.tsx'
import { saidOn, signed } from './line-words.tsx'

type Preview = statements.StatementPreview

/** What would become of a bank's file: how it is read, its lines, and what is doubtful about it. */
export function StatementPreview({ preview, page }: { preview: Preview; page: string }) {
  const { t } = useTranslation('banking')
  const isAsked = preview.layoutFrom !== 'kept' || !preview.isReadable
  return (
    <>
      {isAsked ? (
        <Card title={t('columns.title')}>
          <p>{t(preview.isReadable ? 'columns.text' : 'columns.unreadable')}</p>
          <ColumnForm preview={preview} />
        </Card>
      ) : (
        <Disclosure label={t('columns.kept')}>
          <ColumnForm preview={preview} />
        </Disclosure>
      )}
      {preview.isReadable && <Outcome preview={preview} page={page} />}
      {preview.problems.length > 0 && <Problems problems={preview.problems} />}
      {preview.lines.length > 0 && <Lines lines={preview.lines} />}
    </>
  )
}

function Outcome({ preview, page }: { preview: Preview; page: string }) {
  const { t } = useTranslation('banking')
  const { newCount, knownCount, problems, earlyCount, leftOut } = preview
  const isDoubtful = problems.length > 0 || preview.firstBreak || preview.gap
  return (
    <Card title={t('preview.title')} aside={preview.fileName}>
      <ul className="stack stack-tight">
        <li>{t('preview.new', { count: newCount })}</li>
        {knownCount > 0 && <li>{t('preview.known', { count: knownCount })}</li>}
        {earlyCount > 0 && <li>{t('preview.early', { count: earlyCount })}</li>}
        {leftOut > 0 && <li>{t('preview.leftOut', { count: leftOut })}</li>}
      </ul>
      <Doubts preview={preview} />
      {newCount === 0 ? (
        <p>{t('preview.nothing')}</p>
      ) : (
        <Form method="post" className="stack">
          <input type="hidden" name="intent" value="run" />
          <input type="hidden" name="fileId" value={preview.fileId} />
          <ChosenColumns layout={preview.layout} />
          {isDoubtful && (
            <Checkbox
              name="isSure"
              value="yes"
              label={t('preview.sure')}
              hint={problems.length > 0 ? t('preview.sureHint') : undefined}
            />
          )}
          <div className="row">
            <Button type="submit" kind="primary" size="key" icon={FileDown}>
              {t('preview.run', { count: newCount })}
            </Button>
            <Link to={`${page}/import`} className={buttonClass({ size: 'key' })}>
              {t('preview.other')}
            </Link>
          </div>
        </Form>
      )}
    </Card>
  )
}

function Doubts({ preview }: { preview: Preview }) {
  const { t } = useTranslation('banking')
  const { problems, firstBreak, gap } = preview
  const values = (one: { rowNo: number; expectedMinor: number; saysMinor: number }) => ({
    row: one.rowNo,
    expected: formatMoney(one.expectedMinor),
    says: formatMoney(one.saysMinor),
  })
  return (
    <>
      {problems.length > 0 && (
        <Notice kind="wrong" title={t('preview.problems', { count: problems.length })}>
          {t('preview.problemsText')}
        </Notice>
      )}
      {firstBreak && (
        <Notice kind="wrong" title={t('preview.break', values(firstBreak))}>
          {t('preview.breakText')}
        </Notice>
      )}
      {gap && !firstBreak && (
        <Notice kind="waiting" title={t('preview.gap', values(gap))}>
          {t('preview.gapText')}
        </Notice>
      )}
    </>
  )
}

function Problems({ problems }: { problems: Preview['problems'] }) {
  const { t, i18n } = useTranslation('banking')
  return (
    <Card title={t('preview.problemsTitle')}>
      <ul className="bank-problems">
        {problems.map((problem) => (
          <li key={problem.rowNo}>
            <b>{t('preview.row', { row: problem.rowNo })}</b>
            <span>{errorText(i18n, problem.code, problem.data) ?? problem.code}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

type Line = Preview['lines'][number]

function Lines({ lines }: { lines: Preview['lines'] }) {
  const { words } = useOffice()
  const { t } = useTranslation('banking')
  const columns: Column<Line>[] = [
    {
      key: 'what',
      head: t('preview.what'),
      cell: (line) => (
        <span className="row-title-words">
          <span>{saidOn(line) || t('line.noWords')}</span>
          <span className="row-title-under">
            {formatDay(line.bookedOn, words)}
            {line.isKnown && ` · ${t('preview.isKnown')}`}
          </span>
        </span>
      ),
    },
    {
      key: 'amount',
      head: t('preview.amount'),
      align: 'end',
      cell: (line) => signed(line.amountMinor),
    },
    {
      key: 'balance',
      head: t('preview.balance'),
      align: 'end',
      wide: true,
      cell: (line) => (line.balanceMinor === null ? '' : formatAmount(line.balanceMinor)),
    },
  ]
  return (
    <Card title={t('preview.lines', { count: lines.length })}>
      <DataTable
        caption={t('preview.lines', { count: lines.length })}
        columns={columns}
        rows={lines}
        rowKey={(line) => String(line.rowNo)}
        empty={null}
      />
    </Card>
  )
}
