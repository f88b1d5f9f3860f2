import '#app/components/account.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { Archive, Pencil, Plus, Undo2 } from 'lucide-react'
import { z } from 'zod'
import { BooksHeader } from '#app/books/books-header.tsx'
import { CentreIncomeCard } from '#app/books/centre-income-card.tsx'
import { useLedgerText } from '#app/books/ledger-text.ts'
import { Button } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { daysOfMonth, monthOf } from '#app/components/dates.ts'
import { Disclosure } from '#app/components/disclosure.tsx'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { Tag } from '#app/components/tag.tsx'
import { isMonth } from '#app/reports/sale-filter.ts'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { type CostCentre, costCentres, getIncomeByCostCentre } from '#modules/bookkeeping/index.ts'
import { CostCentreForm } from '#modules/bookkeeping/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { getShopClock } from '#modules/pos/index.ts'

const Query = z.object({ month: z.string().refine(isMonth).optional() })

export const loader = tenantLoader('books.read', Query, async (tx, query, edge) => {
  const { timeZone } = await getShopClock(tx)
  const thisMonth = monthOf(dayIn(timeZone, new Date()))
  const month = query.month ?? thisMonth
  const { from, to } = daysOfMonth(month)
  return {
    centres: await costCentres.listCostCentres(tx),
    income: await getIncomeByCostCentre(tx, from, to),
    month,
    thisMonth,
    id: newId(),
    title: textsFor(languageOf(edge.request)).t('ledger:centres.title'),
  }
})

async function change(tx: Tx, form: CostCentreForm) {
  if (form.intent === 'archive') return costCentres.archiveCostCentre(tx, form)
  return costCentres.saveCostCentre(tx, { id: form.id, name: form.name })
}
export const action = tenantAction('books.write', CostCentreForm, change)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** Parts of the business that are looked at by themselves, and what each earned. */
export default function CostCentres() {
  const { centres, income, month, thisMonth, id } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isBusy = useNavigation().state === 'submitting'
  const errors = useFormErrors(answer, [])
  const { slug } = useOffice()
  const { t } = useLedgerText()
  return (
    <>
      <BooksHeader
        title={t('centres.title')}
        under={t('centres.text')}
        back={{ to: `/${slug}/books/settings`, label: t('settings.back') }}
      />
      <div className="stack settings-column">
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        {answer?.ok && <Notice kind="done" title={t('saved')} announce />}
        <Card title={t('centres.list')}>
          {centres.length === 0 && <p className="muted">{t('centres.none')}</p>}
          <ul className="rows">
            {centres.map((centre) => (
              <Centre key={centre.id} centre={centre} />
            ))}
          </ul>
        </Card>
        <Card title={t('centres.add')}>
          <Form method="post" className="stack" key={id}>
            <input type="hidden" name="intent" value="save" />
            <input type="hidden" name="id" value={id} />
            <Field
              label={t('centres.name')}
              hint={t('centres.nameHint')}
              name="name"
              required
              maxLength={60}
              autoComplete="off"
            />
            <Button type="submit" kind="primary" icon={Plus} busy={isBusy}>
              {t('centres.add')}
            </Button>
          </Form>
        </Card>
        {centres.length > 0 && (
          <CentreIncomeCard income={income} month={month} thisMonth={thisMonth} />
        )}
      </div>
    </>
  )
}

function Centre({ centre }: { centre: CostCentre }) {
  const { t } = useLedgerText()
  const id = <input type="hidden" name="id" value={centre.id} />
  return (
    <li>
      <span>
        <b>{centre.name}</b> {centre.isArchived && <Tag tone="gold">{t('accounts.archived')}</Tag>}
      </span>
      {centre.isArchived ? (
        <Form method="post">
          {id}
          <input type="hidden" name="intent" value="save" />
          <input type="hidden" name="name" value={centre.name} />
          <Button type="submit" kind="quiet" icon={Undo2}>
            {t('accounts.restore')}
          </Button>
        </Form>
      ) : (
        <span className="row">
          <Disclosure label={t('centres.rename')} icon={Pencil} kind="quiet">
            <Form method="post" className="stack">
              {id}
              <input type="hidden" name="intent" value="save" />
              <Field
                label={t('centres.name')}
                name="name"
                defaultValue={centre.name}
                required
                maxLength={60}
              />
              <Button type="submit" kind="outline">
                {t('save')}
              </Button>
            </Form>
          </Disclosure>
          <Form method="post">
            {id}
            <input type="hidden" name="intent" value="archive" />
            <Button type="submit" kind="quiet" icon={Archive}>
              {t('accounts.archive')}
            </Button>
          </Form>
        </span>
      )}
    </li>
  )
}
