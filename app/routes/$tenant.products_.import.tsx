import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { ArrowLeft, FileUp, Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { FieldFrame } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { TextArea } from '#app/components/text-area.tsx'
import '#app/goods/goods.css'
import { ImportPreview } from '#app/goods/import-preview.tsx'
import { type Edge, tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { goodsFiles } from '#modules/inventory/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'

const Count = z.coerce.number().int().min(0).optional().catch(undefined)
const Query = z.object({
  file: z.uuid().optional().catch(undefined),
  created: Count,
  changed: Count,
  leftOut: Count,
})

export const loader = tenantLoader('goods.manage', Query, async (tx, query, edge) => ({
  slug: edge.membership.slug,
  preview: query.file ? await goodsFiles.previewImport(tx, query.file) : undefined,
  done:
    query.created === undefined
      ? undefined
      : { created: query.created, changed: query.changed ?? 0, leftOut: query.leftOut ?? 0 },
}))

const ImportForm = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('look'),
    file: z.instanceof(File).optional(),
    text: z.string().default(''),
  }),
  z.object({ intent: z.literal('run'), id: z.uuid(), onlyGood: z.literal('yes').optional() }),
])

/** The last path of the address that shows what happened. */
type Shown = { file: string } | goodsFiles.ImportResult

async function importGoods(tx: Tx, form: z.output<typeof ImportForm>): Promise<Shown> {
  if (form.intent === 'run') {
    return goodsFiles.runImport(tx, { id: form.id, onlyGood: form.onlyGood === 'yes' })
  }
  // A browser sends an empty file when none was chosen; then it is what was pasted.
  const file = form.file && form.file.size > 0 ? form.file : undefined
  const content = file ? Buffer.from(await file.arrayBuffer()) : Buffer.from(form.text)
  const fileName = file?.name ?? ''
  const { id } = await goodsFiles.stageImport(tx, { id: newId(), fileName, content })
  return { file: id }
}

const whereTo = (shown: Shown, edge: Edge): string => {
  const address = new URLSearchParams(
    Object.entries(shown).map(([name, value]) => [name, String(value)]),
  )
  return `/${edge.membership.slug}/products/import?${address}`
}

export const action = tenantAction('goods.manage', ImportForm, importGoods, whereTo, {
  maxBytes: 11_500_000,
})

/** A shop's own list becomes its goods: look first, then yes. */
export default function ImportPage() {
  const { slug, preview, done } = useLoaderData<typeof loader>()
  const { t } = useTranslation('goods')
  return (
    <>
      <PageHeader
        title={t('importing.title')}
        back={
          <Link to={`/${slug}/products`} className={buttonClass({ kind: 'quiet' })}>
            <ButtonFace icon={ArrowLeft}>{t('form.back')}</ButtonFace>
          </Link>
        }
      />
      <div className="import-page">
        {done && (
          <Notice
            kind="done"
            title={t('importing.doneTitle')}
            announce
            actions={
              <Link to={`/${slug}/products`} className={buttonClass({})}>
                {t('importing.toGoods')}
              </Link>
            }
          >
            <p>{t('importing.done', done)}</p>
            {done.leftOut > 0 && <p>{t('importing.leftOut', done)}</p>}
          </Notice>
        )}
        {preview ? <ImportPreview slug={slug} preview={preview} /> : <ChooseFile />}
      </div>
    </>
  )
}

function ChooseFile() {
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('goods')
  const errors = useFormErrors(answer, [])
  const isBusy = useNavigation().state === 'submitting'
  return (
    <Card>
      <p className="measure">{t('importing.intro')}</p>
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      <Form method="post" encType="multipart/form-data" className="stack">
        <input type="hidden" name="intent" value="look" />
        <FieldFrame label={t('importing.file')} hint={t('importing.fileHint')}>
          {(wiring) => (
            <div className="field-box">
              <FileUp aria-hidden="true" />
              <input
                {...wiring}
                type="file"
                name="file"
                accept=".csv,.txt,.tsv,text/csv,text/plain"
                className="field-input"
              />
            </div>
          )}
        </FieldFrame>
        <TextArea label={t('importing.paste')} name="text" rows={4} spellCheck={false} />
        <p className="muted">{t('importing.nothingYet')}</p>
        <div className="row">
          <Button
            type="submit"
            kind="primary"
            icon={Search}
            busy={isBusy}
            busyLabel={t('importing.looking')}
          >
            {t('importing.look')}
          </Button>
        </div>
      </Form>
    </Card>
  )
}
