import '#app/consignment/consignment.css'
import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { PartHeader } from '#app/components/part-header.tsx'
import { ConsignorForm } from '#app/consignment/consignor-form.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { saveConsignor } from '#modules/consignment/index.ts'
import { ConsignorForm as Input } from '#modules/consignment/shared.ts'
import { newId } from '#modules/kernel/ids.ts'

export const loader = tenantLoader('goods.manage', z.object({}), async (_tx, _input, edge) => ({
  // Made here, so that pressing twice adds one.
  id: newId(),
  title: textsFor(languageOf(edge.request)).t('consignment:form.newTitle'),
}))

export const action = tenantAction(
  'goods.manage',
  Input,
  saveConsignor,
  ({ id }, { membership }) => `/${membership.slug}/stock/consignment/${id}`,
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** What most shops keep. */
const USUAL_KEEP_BP = 1500

/** Somebody new who leaves goods here. */
export default function NewConsignor() {
  const { id, title } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { slug } = useOffice()
  const { t } = useTranslation('consignment')
  const list = `/${slug}/stock/consignment`
  return (
    <>
      <PartHeader title={title} back={{ to: list, label: t('back') }} />
      <ConsignorForm
        consignor={{ id, name: '', phone: null, keepBp: USUAL_KEEP_BP, note: '' }}
        answer={answer}
        cancelTo={list}
      />
    </>
  )
}
