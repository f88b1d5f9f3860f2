import '#app/buying/buying.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import {
  Archive,
  Banknote,
  ClipboardList,
  FileText,
  PackagePlus,
  Pencil,
  Undo2,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { AccountCard } from '#app/buying/account-card.tsx'
import { PriceCard } from '#app/buying/price-card.tsx'
import { ReceiptList } from '#app/buying/receipt-list.tsx'
import { SupplierCard } from '#app/buying/supplier-card.tsx'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Empty } from '#app/components/data-table.tsx'
import { Total } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { payables, purchases, suppliers } from '#modules/buying/index.ts'
import { may } from '#modules/identity/index.ts'

const Params = z.object({ supplierId: z.uuid() })
const LATEST = 8

export const loader = tenantLoader('goods.read', Params, async (tx, { supplierId }, edge) => {
  const supplier = await suppliers.getSupplier(tx, supplierId)
  const { receipts } = await purchases.listPurchases(tx, { supplierId })
  const { role } = edge.membership
  return {
    supplier,
    account: await payables.getAccount(tx, supplierId),
    unbilledCount: (await payables.listUnbilled(tx, supplierId)).length,
    receipts: receipts.slice(0, LATEST),
    prices: await purchases.listPrices(tx, supplierId),
    mayManage: may(role, 'goods.manage'),
    mayWrite: may(role, 'books.write'),
  }
})

const ArchiveInput = z.object({ supplierId: z.uuid(), archive: z.enum(['yes', 'no']) })

export const action = tenantAction('goods.manage', ArchiveInput, (tx, { supplierId, archive }) =>
  suppliers.archiveSupplier(tx, { supplierId, isArchived: archive === 'yes' }),
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.supplier.name ?? ''} · Tillage 耕舖` },
]

/** One supplier: what is owed, what was bought and at which prices, and how to reach them. */
export default function SupplierPage() {
  const { supplier, account, receipts, prices, unbilledCount } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t } = useTranslation('buying')
  const isArchived = supplier.archivedAt !== null
  return (
    <>
      <PartHeader
        title={supplier.name}
        back={{ to: `/${slug}/stock/buying/suppliers`, label: t('suppliers.back') }}
      >
        <Total
          inline
          label={t(account.owedMinor < 0 ? 'supplier.owesUs' : 'supplier.owed')}
          amountMinor={Math.abs(account.owedMinor)}
          size="report"
        />
      </PartHeader>
      <div className="stack">
        {isArchived && (
          <Notice kind="waiting" icon={Archive} title={t('supplier.isArchived')} announce />
        )}
        <Actions />
        {unbilledCount > 0 && (
          <Notice kind="waiting" title={t('supplier.unbilled', { count: unbilledCount })} />
        )}
        <div className="two-cards">
          <div className="stack">
            <AccountCard account={account} />
            <Card title={t('receipts.latest')}>
              <ReceiptList receipts={receipts} empty={<Empty>{t('receipts.none')}</Empty>} />
            </Card>
            <PriceCard prices={prices} />
          </div>
          <div className="stack">
            <SupplierCard supplier={supplier} />
            <Archiving />
          </div>
        </div>
      </div>
    </>
  )
}

/** What is done with a supplier most. */
function Actions() {
  const { supplier, account, unbilledCount, mayManage, mayWrite } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t } = useTranslation('buying')
  const here = `/${slug}/stock/buying`
  const isPaid = account.owedMinor > 0 || account.advanceMinor > 0
  return (
    <div className="row no-print">
      {mayWrite && (
        <Link
          to={`${here}/suppliers/${supplier.id}/pay`}
          className={buttonClass({ kind: isPaid ? 'primary' : 'plain' })}
        >
          <ButtonFace icon={Banknote}>{t('pay.open')}</ButtonFace>
        </Link>
      )}
      {mayManage && (
        <Link to={`${here}/new?supplier=${supplier.id}`} className={buttonClass({})}>
          <ButtonFace icon={PackagePlus}>{t('purchase.new')}</ButtonFace>
        </Link>
      )}
      {mayManage && (
        <Link to={`${here}/orders/new?supplier=${supplier.id}`} className={buttonClass({})}>
          <ButtonFace icon={ClipboardList}>{t('orders.new')}</ButtonFace>
        </Link>
      )}
      {mayWrite && (
        <Link
          to={`${here}/suppliers/${supplier.id}/bill`}
          className={buttonClass({ kind: unbilledCount > 0 ? 'outline' : 'plain' })}
        >
          <ButtonFace icon={FileText}>{t('billing.open.bill')}</ButtonFace>
        </Link>
      )}
    </div>
  )
}

function Archiving() {
  const { supplier, mayManage } = useLoaderData<typeof loader>()
  const { t } = useTranslation('buying')
  const isArchived = supplier.archivedAt !== null
  if (!mayManage) return null
  return (
    <div className="row no-print">
      <Link to="edit" className={buttonClass({ kind: 'quiet' })}>
        <ButtonFace icon={Pencil}>{t('supplier.edit')}</ButtonFace>
      </Link>
      <Form method="post">
        <input type="hidden" name="archive" value={isArchived ? 'no' : 'yes'} />
        <Button type="submit" kind="quiet" icon={isArchived ? Undo2 : Archive}>
          {t(isArchived ? 'supplier.restore' : 'supplier.archive')}
        </Button>
      </Form>
    </div>
  )
}
