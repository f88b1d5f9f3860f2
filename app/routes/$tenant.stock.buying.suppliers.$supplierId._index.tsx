import '#app/buying/buying.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { Archive, Pencil, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { BuyingHeader } from '#app/buying/buying-header.tsx'
import { SupplierCard } from '#app/buying/supplier-card.tsx'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Notice } from '#app/components/notice.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { suppliers } from '#modules/buying/index.ts'
import { may } from '#modules/identity/index.ts'

const Params = z.object({ supplierId: z.uuid() })

export const loader = tenantLoader('goods.read', Params, async (tx, { supplierId }, edge) => ({
  supplier: await suppliers.getSupplier(tx, supplierId),
  mayManage: may(edge.membership.role, 'goods.manage'),
}))

const ArchiveInput = z.object({ supplierId: z.uuid(), archive: z.enum(['yes', 'no']) })

export const action = tenantAction('goods.manage', ArchiveInput, (tx, { supplierId, archive }) =>
  suppliers.archiveSupplier(tx, { supplierId, isArchived: archive === 'yes' }),
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.supplier.name ?? ''} · Tillage 耕舖` },
]

/** One supplier: how to reach them and what was agreed. */
export default function SupplierPage() {
  const { supplier, mayManage } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t } = useTranslation('buying')
  const isArchived = supplier.archivedAt !== null
  return (
    <>
      <BuyingHeader
        title={supplier.name}
        back={{ to: `/${slug}/stock/buying/suppliers`, label: t('suppliers.back') }}
      >
        {mayManage && (
          <Link to="edit" className={buttonClass({})}>
            <ButtonFace icon={Pencil}>{t('supplier.edit')}</ButtonFace>
          </Link>
        )}
      </BuyingHeader>
      <div className="stack">
        {isArchived && (
          <Notice kind="waiting" icon={Archive} title={t('supplier.isArchived')} announce />
        )}
        <SupplierCard supplier={supplier} />
        {mayManage && (
          <Form method="post">
            <input type="hidden" name="archive" value={isArchived ? 'no' : 'yes'} />
            <Button type="submit" kind="quiet" icon={isArchived ? Undo2 : Archive}>
              {t(isArchived ? 'supplier.restore' : 'supplier.archive')}
            </Button>
          </Form>
        )}
      </div>
    </>
  )
}
