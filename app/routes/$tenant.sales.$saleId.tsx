import '#app/reports/reports.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ChevronLeft } from 'lucide-react'
import { z } from 'zod'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { formatMoment } from '#app/components/dates.ts'
import { PageHeader } from '#app/components/page-header.tsx'
import { SaleRefundsCard } from '#app/reports/refund-cards.tsx'
import {
  SaleFactsCard,
  SaleFlags,
  SaleLinesCard,
  SaleMarginCard,
  SalePaymentsCard,
  SaleReceiptCard,
  SaleVoidsCard,
} from '#app/reports/sale-cards.tsx'
import { SaleMailCard } from '#app/reports/sale-mail-card.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { useReportText } from '#app/reports/words.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { receiptDocument, receiptUrlOf } from '#app/server/papers.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { MAILED_SALE } from '#app/server/receipt-mail.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { listEntriesOf } from '#modules/bookkeeping/index.ts'
import { may } from '#modules/identity/index.ts'
import { newId } from '#modules/kernel/ids.ts'
import { listMailsAbout } from '#modules/mail/index.ts'
import {
  getReceipt,
  getSale,
  listRefundsOf,
  listSaleFlags,
  recordReprint,
} from '#modules/pos/index.ts'
import { findDefaultPrinter } from '#modules/printing/index.ts'

const Params = z.object({ saleId: z.uuid() })

export const loader = tenantLoader('sales.read', Params, async (tx, { saleId }, edge) => {
  const sale = await getSale(tx, saleId)
  const seesMargin = may(edge.membership.role, 'books.read')
  const entries = seesMargin ? await listEntriesOf(tx, 'sale', saleId) : []
  const receipt = await getReceipt(tx, saleId)
  return {
    sale,
    flags: await listSaleFlags(tx, sale),
    refunds: await listRefundsOf(tx, saleId),
    seesMargin,
    entryIds: entries.map((entry) => entry.id),
    document: await receiptDocument(receipt, 'receipt'),
    hasPrinter:
      may(edge.membership.role, 'till.sell') && (await findDefaultPrinter(tx)) !== undefined,
    letter: {
      saleId,
      mailId: newId(),
      url: await receiptUrlOf(receipt, new Date()),
      mails: await listMailsAbout(tx, MAILED_SALE, saleId),
    },
    maySend: may(edge.membership.role, 'till.sell'),
    reprintId: newId(),
    giftId: newId(),
    title: textsFor(languageOf(edge.request)).t('today:sale.title', { number: sale.receiptNo }),
  }
})

const ReprintInput = Params.extend({ reprintId: z.uuid() })

/** Another copy on paper, marked as one. Sending the same `reprintId` twice prints it once. */
export const action = tenantAction('till.sell', ReprintInput, async (tx, input, edge) => {
  await getSale(tx, input.saleId)
  await recordReprint(tx, {
    ...input,
    reprintedAt: new Date().toISOString(),
    cashierId: edge.actor.userId,
  })
  return null
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** One sale with everything that belongs to it. */
export default function SalePage() {
  const { sale, flags, refunds, seesMargin, entryIds, letter, maySend, ...receipt } =
    useLoaderData<typeof loader>()
  const { slug, words, timeZone } = useOffice()
  const { t } = useReportText()
  return (
    <>
      <PageHeader
        title={t('today:sale.title', { number: sale.receiptNo })}
        under={formatMoment(sale.soldAt, { ...words, timeZone })}
        back={
          <Link
            to={`/${slug}/sales?day=${sale.businessDate}`}
            className={buttonClass({ kind: 'quiet' })}
          >
            <ButtonFace icon={ChevronLeft}>{t('today:sale.back')}</ButtonFace>
          </Link>
        }
      />
      <div className="two-cards">
        <div className="stack">
          {flags.length > 0 && <SaleFlags flags={flags} />}
          <SaleLinesCard sale={sale} />
          <SalePaymentsCard sale={sale} />
          {refunds.length > 0 && <SaleRefundsCard refunds={refunds} seesBooks={seesMargin} />}
          {seesMargin && <SaleMarginCard sale={sale} entryIds={entryIds} />}
          {sale.voidedLines.length > 0 && <SaleVoidsCard sale={sale} />}
          <SaleFactsCard sale={sale} />
        </div>
        <div className="stack">
          <SaleReceiptCard saleId={sale.id} {...receipt} />
          {maySend && <SaleMailCard {...letter} />}
        </div>
      </div>
    </>
  )
}
