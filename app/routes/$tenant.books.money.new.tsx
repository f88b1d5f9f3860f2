import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { BooksHeader } from '#app/books/books-header.tsx'
import { byHandOf } from '#app/books/by-hand.server.ts'
import { useLedgerText } from '#app/books/ledger-text.ts'
import { MoneyFormFields } from '#app/books/money-form.tsx'
import { keepPhoto, PHOTO_FORM_BYTES } from '#app/books/photo.server.ts'
import { useOffice } from '#app/reports/use-office.ts'
import { type Edge, tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { accounts, costCentres, money } from '#modules/bookkeeping/index.ts'
import { DIRECTIONS, MoneyForm } from '#modules/bookkeeping/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { getReceiptShop, getShopClock } from '#modules/pos/index.ts'

const Query = z.object({ direction: z.enum(DIRECTIONS).catch('paid') })

export const loader = tenantLoader('books.write', Query, async (tx, { direction }, edge) => {
  const { timeZone } = await getShopClock(tx)
  const { shop } = await getReceiptShop(tx)
  return {
    direction,
    accounts: await accounts.listAccounts(tx),
    places: await money.listMoneyPlaces(tx),
    centres: await costCentres.listCostCentres(tx),
    isInvoiceUser: shop.isInvoiceUser,
    today: dayIn(timeZone, new Date()),
    // Made here, so that pressing twice records it once.
    id: newId(),
    title: textsFor(languageOf(edge.request)).t('ledger:money.title'),
  }
})

async function record(tx: Tx, form: z.output<typeof MoneyForm>, edge: Edge) {
  const photoId = await keepPhoto(tx, form.photo)
  const input = { ...form.input, ...(photoId !== undefined && { photoId }) }
  return money.recordMoney(tx, input, byHandOf(form.exceptionReason, edge))
}

export const action = tenantAction(
  'books.write',
  MoneyForm,
  record,
  ({ slipId }, { membership }) => `/${membership.slug}/books/money?saved=${slipId}`,
  { maxBytes: PHOTO_FORM_BYTES },
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** I paid, I received, I moved: how much, what for, from where. */
export default function NewMoney() {
  const { title: _, ...form } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { slug } = useOffice()
  const { t } = useLedgerText()
  return (
    <>
      <BooksHeader
        title={t(`money.door.${form.direction}`)}
        back={{ to: `/${slug}/books/money`, label: t('money.back') }}
      />
      <MoneyFormFields key={form.direction} {...form} answer={answer} />
    </>
  )
}
