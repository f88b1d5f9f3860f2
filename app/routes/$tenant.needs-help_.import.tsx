import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { ChevronLeft, FileUp } from 'lucide-react'
import { z } from 'zod'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { type Column, DataTable, Empty } from '#app/components/data-table.tsx'
import { formatMoment } from '#app/components/dates.ts'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { formatMoney, Money } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { Tag } from '#app/components/tag.tsx'
import { TextArea } from '#app/components/text-area.tsx'
import '#app/goods/goods.css'
import { useOffice } from '#app/reports/use-office.ts'
import { reasonSentence, useReportText } from '#app/reports/words.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { type ImportedUnsent, importUnsent } from '#modules/pos/index.ts'

export const loader = tenantLoader('till.manage', z.object({}), async (_tx, _query, edge) => ({
  title: textsFor(languageOf(edge.request)).t('today:unsentImport.title'),
}))

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

const ImportForm = z.object({
  file: z.instanceof(File).optional(),
  text: z.string().default(''),
})

async function load(tx: Tx, form: z.output<typeof ImportForm>): Promise<ImportedUnsent> {
  // A browser sends an empty file when none was chosen; then it is what was pasted or scanned.
  const file = form.file && form.file.size > 0 ? await form.file.text() : ''
  return importUnsent(tx, `${file}\n${form.text}`)
}

export const action = tenantAction('till.manage', ImportForm, load, undefined, {
  maxBytes: 11_500_000,
})

/** Sales that a till could not send come in by its file or by the codes it printed. */
export default function UnsentImport() {
  const { title } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { slug } = useOffice()
  const { t } = useReportText()
  return (
    <>
      <PageHeader
        title={title}
        back={
          <Link to={`/${slug}/needs-help`} className={buttonClass({ kind: 'quiet' })}>
            <ButtonFace icon={ChevronLeft}>{t('today:unsentImport.back')}</ButtonFace>
          </Link>
        }
      />
      <div className="import-page">
        {answer?.ok && <Imported imported={answer.value} />}
        <ChooseFile />
      </div>
    </>
  )
}

function ChooseFile() {
  const answer = useActionData<typeof action>()
  const { t } = useReportText()
  const errors = useFormErrors(answer, [])
  const isBusy = useNavigation().state === 'submitting'
  return (
    <Card>
      <p className="measure">{t('today:unsentImport.intro')}</p>
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      <Form method="post" encType="multipart/form-data" className="stack">
        <Field
          label={t('today:unsentImport.file')}
          hint={t('today:unsentImport.fileHint')}
          name="file"
          type="file"
          accept=".txt,text/plain"
        />
        <TextArea
          name="text"
          label={t('today:unsentImport.text')}
          hint={t('today:unsentImport.textHint')}
          rows={6}
        />
        <Button type="submit" kind="primary" icon={FileUp} busy={isBusy}>
          {t('today:unsentImport.load')}
        </Button>
      </Form>
    </Card>
  )
}

type Row = ImportedUnsent['events'][number]

function Imported({ imported }: { imported: ImportedUnsent }) {
  const { t } = useReportText()
  const columns = useColumns()
  const isNew = ({ disposition }: Row) => disposition !== 'duplicate'
  const money = imported.events.filter((event) => event.amountMinor !== null)
  const fresh = money.filter(isNew)
  const total = fresh.reduce((sum, event) => sum + (event.amountMinor ?? 0), 0)
  const { unopened, foreign, strange, incomplete } = imported
  const isWhole = unopened + foreign + strange + incomplete.length === 0
  return (
    <>
      <Notice
        kind={isWhole ? 'done' : 'waiting'}
        title={t('today:unsentImport.done', { n: fresh.length, total: formatMoney(total) })}
        announce
      >
        {money.length > fresh.length && (
          <p>{t('today:unsentImport.known', { n: money.length - fresh.length })}</p>
        )}
        {incomplete.map(({ id, missing }) => (
          <p key={id}>{t('today:unsentImport.incomplete', { id, parts: missing.join('、') })}</p>
        ))}
        {unopened > 0 && <p>{t('today:unsentImport.unopened', { n: unopened })}</p>}
        {foreign > 0 && <p>{t('today:unsentImport.foreign', { n: foreign })}</p>}
        {strange > 0 && <p>{t('today:unsentImport.strange', { n: strange })}</p>}
      </Notice>
      <DataTable
        caption={t('today:unsentImport.list')}
        columns={columns}
        rows={imported.events}
        rowKey={(row) => row.eventId}
        empty={<Empty>{t('today:unsentImport.none')}</Empty>}
      />
    </>
  )
}

function useColumns(): Column<Row>[] {
  const { words, timeZone } = useOffice()
  const { t } = useReportText()
  const wordOf = ({ disposition }: Row) => {
    if (disposition === 'duplicate') return t('today:unsentImport.became.duplicate')
    if (disposition === 'posted' || disposition === 'posted_flagged') {
      return t('today:unsentImport.became.posted')
    }
    return t('today:unsentImport.became.kept')
  }
  return [
    {
      key: 'what',
      head: t('today:unsentImport.what'),
      cell: (row) => (
        <span className="row-title-words">
          <b>
            {row.receiptNo
              ? t('today:needsHelp.sale', { number: row.receiptNo })
              : t('today:unsentImport.other')}{' '}
            <Tag tone={row.disposition === 'quarantined' ? 'gold' : 'tea'}>{wordOf(row)}</Tag>
          </b>
          {row.reasons.map((reason) => (
            <span key={reason}>{reasonSentence(t, reason)}</span>
          ))}
          <span className="row-title-under">
            {formatMoment(row.wallAt, { ...words, timeZone })}
          </span>
        </span>
      ),
    },
    {
      key: 'amount',
      head: t('today:unsentImport.amount'),
      align: 'end',
      cell: (row) => row.amountMinor !== null && <Money amountMinor={row.amountMinor} bare />,
    },
  ]
}
