import '#app/stock/stock.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Button, buttonClass } from '#app/components/button.tsx'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { GoodsLines, useLines } from '#app/stock/goods-lines.tsx'
import { lots } from '#modules/inventory/index.ts'
import { LotForm } from '#modules/inventory/shared.ts'
import { newId } from '#modules/kernel/ids.ts'

export const loader = tenantLoader('goods.manage', z.object({}), async (_tx, _input, edge) => ({
  // Made here, so that pressing twice adds one.
  id: newId(),
  title: textsFor(languageOf(edge.request)).t('stock:expiry.add'),
}))

export const action = tenantAction(
  'goods.manage',
  LotForm,
  lots.addLot,
  (_lot, { membership }) => `/${membership.slug}/stock/expiry?within=all`,
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** Until when goods keep that lie there: which, how many, and the day on them. */
export default function NewLot() {
  const { id, title } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { slug } = useOffice()
  const { t } = useTranslation('stock')
  const isBusy = useNavigation().formMethod === 'POST'
  const errors = useFormErrors(answer, ['product', 'quantity', 'expiresOn', 'code'], {
    'inventory.lot_already_over': 'expiresOn',
  })
  const [lines, setLines] = useLines()
  const list = `/${slug}/stock/expiry`
  return (
    <>
      <PartHeader
        title={title}
        under={t('expiry.addLead')}
        back={{ to: list, label: t('expiry.title') }}
      />
      <Form method="post" className="stack stack-loose stock-column" noValidate>
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        <input type="hidden" name="id" value={id} />
        <GoodsLines
          slug={slug}
          label={t('expiry.which')}
          lines={lines}
          // One lot is of one product: another one takes its place.
          onChange={(chosen) => setLines(chosen.slice(-1))}
          error={errors.field('product') ?? errors.field('quantity')}
        />
        <Field
          label={t('expiry.day')}
          name="expiresOn"
          type="date"
          required
          error={errors.field('expiresOn')}
        />
        <Field
          label={t('expiry.codeLabel')}
          optional={t('form.optional')}
          hint={t('expiry.codeHint')}
          name="code"
          maxLength={40}
          autoComplete="off"
          error={errors.field('code')}
        />
        <div className="row">
          <Button type="submit" kind="primary" size="key" icon={Check} busy={isBusy}>
            {t('form.saveOnly')}
          </Button>
          <Link to={list} className={buttonClass({ size: 'key' })}>
            {t('form.cancel')}
          </Link>
        </div>
      </Form>
    </>
  )
}
