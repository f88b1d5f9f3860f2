import { Form, Link, useActionData } from '@remix-run/react'
import { FileUp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { type Column, DataTable } from '#app/components/data-table.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { formatAmount } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { Tag } from '#app/components/tag.tsx'
import { errorText } from '#app/refusal.ts'
import { formatQuantity, unitWord } from '#app/reports/words.ts'
import type { ActionAnswer } from '#app/server/edge.server.ts'
import type { goodsFiles } from '#modules/inventory/index.ts'
import { useImportRun } from './use-import-run.ts'

type Preview = goodsFiles.ImportPreview
type Row = Preview['rows'][number]

/** What would become of a file: how many rows, the first of them, and everything that is wrong. */
export function ImportPreview({ slug, preview }: { slug: string; preview: Preview }) {
  const { t } = useTranslation('goods')
  const { totals, problems, ignoredColumns, stockKept } = preview
  return (
    <>
      <Card title={t('importing.previewTitle')}>
        {preview.fileName && (
          <p className="muted">{t('importing.fileName', { name: preview.fileName })}</p>
        )}
        <dl className="import-totals">
          {(['new', 'changed', 'same', 'wrong'] as const).map((each) => (
            <div key={each}>
              <dt>{t(`importing.${each}`)}</dt>
              <dd>{t('importing.rows', { count: totals[each] })}</dd>
            </div>
          ))}
        </dl>
        {ignoredColumns.length > 0 && (
          <p className="muted">
            {t('importing.ignored', { columns: ignoredColumns.slice(0, 20).join('、') })}
          </p>
        )}
        {stockKept > 0 && <p>{t('importing.stockKept', { count: stockKept })}</p>}
        <Confirm slug={slug} preview={preview} />
      </Card>
      {problems.length > 0 && <Problems preview={preview} />}
      {preview.rows.length > 0 && <FirstRows rows={preview.rows} />}
    </>
  )
}

function Confirm({ slug, preview }: { slug: string; preview: Preview }) {
  const { t, i18n } = useTranslation('goods')
  const answer = useActionData<ActionAnswer<unknown>>()
  const errors = useFormErrors(answer, [])
  const run = useImportRun(slug, preview.id)
  const { totals } = preview
  const rows = totals.new + totals.changed
  const refusal =
    run.refusal && (errorText(i18n, run.refusal.code, run.refusal.data) ?? t('importing.failed'))
  const sentence = refusal ?? (run.isBroken ? t('importing.broken') : errors.general)
  if (run.progress) return <Progress {...run.progress} />
  return (
    <Form method="post" onSubmit={run.start} className="stack">
      {sentence && <Notice kind="wrong" title={sentence} announce />}
      <input type="hidden" name="intent" value="run" />
      <input type="hidden" name="id" value={preview.id} />
      {totals.wrong > 0 && <input type="hidden" name="onlyGood" value="yes" />}
      {rows === 0 && totals.wrong === 0 && <p>{t('importing.nothingToDo')}</p>}
      {totals.wrong > 0 && <p>{t('importing.fixFirst')}</p>}
      <div className="row">
        {rows > 0 && totals.wrong === 0 && (
          <Button type="submit" kind="primary" icon={FileUp}>
            {t('importing.run', { rows })}
          </Button>
        )}
        <Link to={`/${slug}/products/import`} className={buttonClass({})}>
          {t('importing.again')}
        </Link>
        {rows > 0 && totals.wrong > 0 && (
          <Button type="submit" kind="outline">
            {t('importing.runGood', { rows })}
          </Button>
        )}
      </div>
      {rows > 0 && totals.wrong > 0 && (
        <p className="muted">{t('importing.runGoodHint', { wrong: totals.wrong })}</p>
      )}
    </Form>
  )
}

function Progress({ done, total }: { done: number; total: number }) {
  const { t } = useTranslation('goods')
  return (
    <div className="stack stack-tight">
      <p role="status">
        <b>{t('importing.running')}</b>{' '}
        {total > 0 &&
          t('importing.progress', { done: formatAmount(done), total: formatAmount(total) })}
      </p>
      <progress
        className="import-progress"
        aria-label={t('importing.running')}
        {...(total > 0 ? { value: done, max: total } : {})}
      />
      <p className="muted">{t('importing.mayLeave')}</p>
    </div>
  )
}

function Problems({ preview }: { preview: Preview }) {
  const { t, i18n } = useTranslation('goods')
  const { problems, totals } = preview
  return (
    <Card title={t('importing.problemsTitle')}>
      <p>{t('importing.problemsShown', { total: totals.problems, shown: problems.length })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <ul className="import-problems" tabIndex={0} aria-label={t('importing.problemsTitle')}>
        {problems.map((problem) => (
          <li key={`${problem.row} ${problem.code} ${JSON.stringify(problem.data)}`}>
            <b>{t('importing.row', { row: problem.row })}</b>
            <span>{errorText(i18n, problem.code, problem.data) ?? problem.code}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function FirstRows({ rows }: { rows: Row[] }) {
  const { t, i18n } = useTranslation('goods')
  const columns: Column<Row>[] = [
    { key: 'row', head: t('importing.head.row'), cell: (row) => row.row },
    {
      key: 'what',
      head: t('importing.head.what'),
      cell: (row) =>
        row.change === 'same' ? (
          t('importing.change.same')
        ) : (
          <Tag tone={row.change === 'new' ? 'tea' : 'gold'}>
            {t(`importing.change.${row.change}`)}
          </Tag>
        ),
    },
    {
      key: 'name',
      head: t('importing.head.name'),
      cell: (row) => (
        <>
          <b>{row.product.name}</b>
          <div className="muted cap">{row.product.barcodes.join(' ')}</div>
        </>
      ),
    },
    {
      key: 'category',
      head: t('importing.head.category'),
      wide: true,
      cell: (row) => row.category,
    },
    {
      key: 'price',
      head: t('importing.head.price'),
      align: 'end',
      cell: (row) =>
        row.product.priceMinor === null ? t('noPrice') : formatAmount(row.product.priceMinor),
    },
    {
      key: 'stock',
      head: t('importing.head.stock'),
      align: 'end',
      wide: true,
      cell: (row) =>
        row.openingMilli === undefined
          ? ''
          : `${formatQuantity(row.openingMilli)} ${unitWord(i18n, row.product.unit)}`,
    },
  ]
  return (
    <Card title={t('importing.firstRows', { count: rows.length })}>
      <DataTable
        caption={t('importing.firstRows', { count: rows.length })}
        columns={columns}
        rows={rows}
        rowKey={(row) => String(row.row)}
        empty={null}
      />
    </Card>
  )
}
