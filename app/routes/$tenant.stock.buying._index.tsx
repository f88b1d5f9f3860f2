import '#app/buying/buying.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Banknote, ClipboardList, Lightbulb, PackagePlus, Truck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { BuyingDoor } from '#app/buying/buying-door.tsx'
import { ReceiptList } from '#app/buying/receipt-list.tsx'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Empty } from '#app/components/data-table.tsx'
import { formatMoney } from '#app/components/money.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { orders, payables, purchases } from '#modules/buying/index.ts'
import { may } from '#modules/identity/index.ts'

const LATEST = 8

export const loader = tenantLoader('goods.read', z.object({}), async (tx, _input, edge) => {
  const { receipts, hasMore } = await purchases.listPurchases(tx, {})
  return {
    receipts: receipts.slice(0, LATEST),
    hasMore: hasMore || receipts.length > LATEST,
    owed: await payables.sumOwed(tx),
    openOrders: (await orders.listOrders(tx, { isOpen: true })).orders.length,
    mayManage: may(edge.membership.role, 'goods.manage'),
    title: textsFor(languageOf(edge.request)).t('buying:title'),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** What is bought: write down what came in, and the doors to the rest. */
export default function Buying() {
  const { receipts, hasMore, openOrders, owed, mayManage } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t } = useTranslation('buying')
  const here = `/${slug}/stock/buying`
  return (
    <>
      <PartHeader title={t('title')}>
        {mayManage && (
          <Link to={`${here}/new`} className={buttonClass({ kind: 'primary' })}>
            <ButtonFace icon={PackagePlus}>{t('purchase.new')}</ButtonFace>
          </Link>
        )}
      </PartHeader>
      <div className="stack stack-loose">
        <ul className="buying-doors" aria-label={t('doors')}>
          <BuyingDoor
            to={`${here}/orders`}
            icon={ClipboardList}
            title={t('orders.title')}
            text={openOrders > 0 ? t('orders.open', { count: openOrders }) : t('orders.lead')}
            isWaiting={openOrders > 0}
          />
          <BuyingDoor
            to={`${here}/owed`}
            icon={Banknote}
            title={t('owed.title')}
            text={
              owed.dueMinor > 0
                ? t('owed.dueNow', { amount: formatMoney(owed.dueMinor) })
                : owed.owedMinor > 0
                  ? t('owed.owedNow', { amount: formatMoney(owed.owedMinor) })
                  : t('owed.lead')
            }
            isWaiting={owed.dueMinor > 0}
          />
          <BuyingDoor
            to={`${here}/suggested`}
            icon={Lightbulb}
            title={t('suggested.title')}
            text={t('suggested.lead')}
          />
          <BuyingDoor
            to={`${here}/suppliers`}
            icon={Truck}
            title={t('suppliers.title')}
            text={t('suppliers.lead')}
          />
        </ul>
        <Card title={t('receipts.latest')}>
          <ReceiptList receipts={receipts} empty={<Empty>{t('receipts.none')}</Empty>} />
          {hasMore && (
            <Link to={`${here}/receipts`} className={buttonClass({ kind: 'quiet' })}>
              {t('receipts.all')}
            </Link>
          )}
        </Card>
      </div>
    </>
  )
}
