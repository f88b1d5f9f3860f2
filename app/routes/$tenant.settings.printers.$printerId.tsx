import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { ArrowLeft, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import '#app/components/account.css'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Checkbox, RadioGroup } from '#app/components/choices.tsx'
import { Disclosure } from '#app/components/disclosure.tsx'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { DomainError } from '#modules/kernel/errors.ts'
import { newId } from '#modules/kernel/ids.ts'
import { archivePrinter, listPrinters, savePrinter } from '#modules/printing/index.ts'
import { PrinterInput } from '#modules/printing/shared.ts'

const Params = z.object({ printerId: z.union([z.literal('new'), z.uuid()]) })

export const loader = tenantLoader('till.manage', Params, async (tx, { printerId }, edge) => {
  const { slug } = edge.membership
  const printers = await listPrinters(tx)
  // The id of a new one is made with its form, so that saving twice makes one.
  if (printerId === 'new') {
    return { slug, id: newId(), printer: undefined, isFirst: printers.length === 0 }
  }
  const printer = printers.find((each) => each.id === printerId)
  if (!printer) throw new DomainError('printing.unknown_printer', 'missing')
  return { slug, id: printer.id, printer, isFirst: false }
})

/** A printer of some kind, or the wish to be rid of one. */
const PrinterForm = z.discriminatedUnion('kind', [
  ...PrinterInput.options,
  z.object({ kind: z.literal('archive'), printerId: z.uuid() }),
])

async function change(tx: Tx, form: z.output<typeof PrinterForm>): Promise<void> {
  if (form.kind === 'archive') await archivePrinter(tx, form)
  else await savePrinter(tx, form)
}

export const action = tenantAction(
  'till.manage',
  PrinterForm,
  change,
  (_, edge) => `/${edge.membership.slug}/settings/printers`,
)

/** One printer: where it stands in the network and what it can do. */
export default function PrinterPage() {
  const { slug, printer } = useLoaderData<typeof loader>()
  const { t } = useTranslation('printers')
  return (
    <>
      <PageHeader
        title={printer ? t('form.edit') : t('form.new')}
        back={
          <Link to={`/${slug}/settings/printers`} className={buttonClass({ kind: 'quiet' })}>
            <ButtonFace icon={ArrowLeft}>{t('form.back')}</ButtonFace>
          </Link>
        }
      />
      <div className="stack stack-loose settings-column">
        <PrinterFields />
        {printer && (
          <Disclosure label={t('form.archive')} icon={Trash2} kind="danger">
            <Form method="post" className="stack">
              <p>{t('form.archiveQuestion', { name: printer.name })}</p>
              <input type="hidden" name="kind" value="archive" />
              <Button type="submit" kind="danger">
                {t('form.archiveConfirm')}
              </Button>
            </Form>
          </Disclosure>
        )}
      </div>
    </>
  )
}

function PrinterFields() {
  const { slug, id, printer, isFirst } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('printers')
  const isBusy = useNavigation().state === 'submitting'
  const errors = useFormErrors(answer, ['name', 'host', 'port'])
  return (
    <Form method="post" className="stack stack-loose" key={id}>
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      <input type="hidden" name="kind" value="tcp" />
      <input type="hidden" name="id" value={id} />
      <Card>
        <Field
          label={t('form.name')}
          name="name"
          defaultValue={printer?.name}
          required
          maxLength={60}
          autoComplete="off"
          hint={t('form.nameHint')}
          error={errors.field('name')}
        />
        <Field
          label={t('form.host')}
          name="host"
          defaultValue={printer?.host ?? undefined}
          required
          maxLength={253}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          hint={t('form.hostHint')}
          error={errors.field('host')}
        />
        <Field
          label={t('form.port')}
          name="port"
          defaultValue={printer?.port ?? 9100}
          required
          maxLength={5}
          inputMode="numeric"
          autoComplete="off"
          hint={t('form.portHint')}
          error={errors.field('port')}
        />
        <RadioGroup
          legend={t('form.width')}
          name="widthDots"
          defaultValue={printer?.widthDots === 576 ? '576' : '384'}
          options={[
            { value: '384', label: t('width_384') },
            { value: '576', label: t('width_576') },
          ]}
        />
        <Checkbox
          label={t('form.hasCutter')}
          name="hasCutter"
          value="on"
          defaultChecked={printer?.hasCutter ?? false}
        />
        <Checkbox
          label={t('form.hasDrawer')}
          hint={t('form.hasDrawerHint')}
          name="hasDrawer"
          value="on"
          defaultChecked={printer?.hasDrawer ?? false}
        />
        <Checkbox
          label={t('form.isDefault')}
          hint={t('form.isDefaultHint')}
          name="isDefault"
          value="on"
          defaultChecked={printer?.isDefault ?? isFirst}
        />
      </Card>
      <div className="row">
        <Button type="submit" kind="primary" size="key" busy={isBusy} busyLabel={t('form.saving')}>
          {t('form.save')}
        </Button>
        <Link
          to={`/${slug}/settings/printers`}
          className={buttonClass({ kind: 'plain', size: 'key' })}
        >
          <ButtonFace>{t('form.cancel')}</ButtonFace>
        </Link>
      </div>
    </Form>
  )
}
