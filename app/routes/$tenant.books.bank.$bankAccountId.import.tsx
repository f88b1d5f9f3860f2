import '#app/bank/bank.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { FileUp, Search, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { StatementPreview } from '#app/bank/statement-preview.tsx'
import { Button } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { formatMoment } from '#app/components/dates.ts'
import { FieldFrame } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { Tag } from '#app/components/tag.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { type Edge, tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { getBankAccount, statements } from '#modules/banking/index.ts'
import { ChosenColumns, MAX_FILE_BYTES, SIGNS } from '#modules/banking/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'

const Query = ChosenColumns.extend({
  bankAccountId: z.uuid(),
  file: z.uuid().optional().catch(undefined),
  // Only where somebody chose the columns.
  signs: z.enum(SIGNS).optional(),
})

export const loader = tenantLoader('books.write', Query, async (tx, query) => {
  const { bankAccountId, file, signs, ...columns } = query
  return {
    account: await getBankAccount(tx, bankAccountId),
    imports: await statements.listImports(tx, bankAccountId),
    preview: file
      ? await statements.previewStatement(
          tx,
          { bankAccountId, fileId: file },
          signs && { ...columns, signs },
        )
      : undefined,
  }
})

const bankAccountId = z.uuid()
const Act = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('look'), bankAccountId, file: z.instanceof(File).optional() }),
  ChosenColumns.extend({
    intent: z.literal('run'),
    bankAccountId,
    fileId: z.uuid(),
    isSure: z.literal('yes').optional(),
  }),
  z.object({ intent: z.literal('undo'), bankAccountId, importId: z.uuid() }),
])

/** Where it goes on: the preview of a file, the lines that came in, or the list of imports. */
async function act(tx: Tx, form: z.output<typeof Act>): Promise<string> {
  const page = form.bankAccountId
  if (form.intent === 'undo') {
    await statements.undoImport(tx, form)
    return `${page}/import`
  }
  if (form.intent === 'look') {
    const content = Buffer.from((await form.file?.arrayBuffer()) ?? new ArrayBuffer(0))
    const fileName = form.file?.name ?? ''
    const file = { id: newId(), bankAccountId: page, fileName, content }
    return `${page}/import?file=${(await statements.stageStatement(tx, file)).id}`
  }
  const { fileId, isSure, intent: _, bankAccountId: __, ...columns } = form
  const input = { bankAccountId: page, fileId, columns, isSure: isSure === 'yes' }
  const { newCount } = await statements.importStatement(tx, input)
  return `${page}?added=${newCount}`
}

export const action = tenantAction(
  'books.write',
  Act,
  act,
  (path, { membership }: Edge) => `/${membership.slug}/books/bank/${path}`,
  { maxBytes: MAX_FILE_BYTES + 100_000 },
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.account.name ?? ''} · Tillage 耕舖` },
]

/** A bank's file becomes lines: look first, then yes. */
export default function ImportStatement() {
  const { account, preview } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const errors = useFormErrors(answer, [])
  const { slug } = useOffice()
  const { t } = useTranslation('banking')
  const page = `/${slug}/books/bank/${account.id}`
  return (
    <>
      <PartHeader title={t('import.title')} back={{ to: page, label: account.name }} />
      <div className="stack stack-loose bank-column">
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        {preview ? (
          <StatementPreview preview={preview} page={page} />
        ) : (
          <>
            <ChooseFile />
            <Imports />
          </>
        )}
      </div>
    </>
  )
}

function ChooseFile() {
  const { t } = useTranslation('banking')
  const isBusy = useNavigation().state === 'submitting'
  return (
    <Card>
      <p>{t('import.text')}</p>
      <Form method="post" encType="multipart/form-data" className="stack">
        <input type="hidden" name="intent" value="look" />
        <FieldFrame label={t('import.file')} hint={t('import.fileHint')}>
          {(wiring) => (
            <div className="field-box">
              <FileUp aria-hidden="true" />
              <input
                {...wiring}
                type="file"
                name="file"
                required
                accept=".csv,.txt,.tsv,text/csv,text/plain"
                className="field-input"
              />
            </div>
          )}
        </FieldFrame>
        <div>
          <Button
            type="submit"
            kind="primary"
            size="key"
            icon={Search}
            busy={isBusy}
            busyLabel={t('import.looking')}
          >
            {t('import.look')}
          </Button>
        </div>
      </Form>
    </Card>
  )
}

function Imports() {
  const { imports } = useLoaderData<typeof loader>()
  const { timeZone, words } = useOffice()
  const { t } = useTranslation('banking')
  if (imports.length === 0) return null
  return (
    <Card title={t('import.before')}>
      <ul className="bank-lines">
        {imports.map((one) => (
          <li key={one.id} className="bank-line">
            <div className="bank-line-head">
              <b className="bank-line-words">{one.fileName || t('import.noName')}</b>
              <span>{t('import.lines', { count: one.lineCount })}</span>
            </div>
            <p className="muted">
              {formatMoment(one.createdAt, { timeZone, ...words })}
              {one.byName && ` · ${one.byName}`}
            </p>
            {one.undoneAt ? (
              <Tag tone="gold">{t('import.undone')}</Tag>
            ) : one.matchedCount > 0 ? (
              <p className="muted">{t('import.matched', { count: one.matchedCount })}</p>
            ) : (
              <Form method="post">
                <input type="hidden" name="intent" value="undo" />
                <input type="hidden" name="importId" value={one.id} />
                <Button type="submit" icon={Undo2}>
                  {t('import.undo')}
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
