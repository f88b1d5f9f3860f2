import '#app/reports/reports.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { ChevronLeft } from 'lucide-react'
import { z } from 'zod'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { formatMoment } from '#app/components/dates.ts'
import { Field } from '#app/components/field.tsx'
import { type FormErrors, useFormErrors } from '#app/components/form-errors.ts'
import { formatMoney } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { Select } from '#app/components/select.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { formatQuantity, reasonSentence, unitWord, useReportText } from '#app/reports/words.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { may } from '#modules/identity/index.ts'
import { snapshotProducts } from '#modules/inventory/index.ts'
import { getSubject, resolveEvent, type SubjectDetail } from '#modules/pos/index.ts'

const Params = z.object({ subjectId: z.uuid() })

export const loader = tenantLoader('sales.read', Params, async (tx, { subjectId }, edge) => {
  const subject = await getSubject(tx, subjectId)
  const products =
    subject.plan?.kind === 'unknown_products'
      ? (await snapshotProducts(tx)).map(({ id, name }) => ({ value: id, label: name }))
      : []
  return {
    subject,
    products,
    mayDecide: may(edge.membership.role, 'till.manage'),
    title: textsFor(languageOf(edge.request)).t('today:resolve.title'),
  }
})

const REPLACES = 'product-'
/** Fields named `product-<id>` say which of the shop's products a strange one is. */
const DecisionInput = Params.extend({
  action: z.enum(['seen', 'book', 'set_aside']),
  note: z.string().trim().max(200).optional(),
})
  .catchall(z.unknown())
  .transform(({ subjectId, action, note, ...fields }) => ({
    subjectId,
    action,
    note: note === '' ? undefined : note,
    replacements: new Map(
      Object.entries(fields).flatMap(([name, value]) => {
        const id = z.uuid().safeParse(value)
        return name.startsWith(REPLACES) && id.success
          ? [[name.slice(REPLACES.length), id.data] as const]
          : []
      }),
    ),
  }))

export const action = tenantAction('till.manage', DecisionInput, resolveEvent)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** One thing that a till sent: what it says, why somebody should look, and what can be done. */
export default function ResolvePage() {
  const { subject, products, mayDecide } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t } = useReportText()
  const answer = useActionData<typeof action>()
  const errors = useFormErrors(answer, ['note'])
  return (
    <>
      <PageHeader
        title={t('today:resolve.title')}
        back={
          <Link to={`/${slug}/needs-help`} className={buttonClass({ kind: 'quiet' })}>
            <ButtonFace icon={ChevronLeft}>{t('today:resolve.back')}</ButtonFace>
          </Link>
        }
      />
      <div className="stack">
        {errors.general && (
          <Notice kind="wrong" title={errors.general} announce>
            {null}
          </Notice>
        )}
        <Said subject={subject} />
        {subject.resolution ? (
          <Resolved subject={subject} />
        ) : mayDecide ? (
          <Decide subject={subject} products={products} errors={errors} />
        ) : (
          <p className="measure">{t('today:resolve.notYours')}</p>
        )}
      </div>
    </>
  )
}

function Said({ subject }: { subject: SubjectDetail }) {
  const { t, i18n } = useReportText()
  const { words, timeZone } = useOffice()
  const { said } = subject
  return (
    <Card
      title={said.receiptNo ? t('today:resolve.number', { number: said.receiptNo }) : undefined}
    >
      <div className="stack">
        {subject.reasons.map((reason) => (
          <p key={reason} className="measure">
            {reasonSentence(t, reason)}
          </p>
        ))}
        <dl className="day-pairs">
          {said.lines.map((line, position) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name than their place.
            <div key={position} className="day-pair">
              <dt>
                {line.name}
                <span className="cell-part">
                  {formatQuantity(line.quantityMilli)} {unitWord(i18n, line.unit)}
                </span>
              </dt>
              <dd className="money">{formatMoney(line.totalMinor)}</dd>
            </div>
          ))}
          {said.totalMinor !== null && (
            <div className="day-pair">
              <dt>{t('today:resolve.total')}</dt>
              <dd className="money">{formatMoney(said.totalMinor)}</dd>
            </div>
          )}
        </dl>
        <p className="muted">
          {subject.tillName} ·{' '}
          {formatMoment(subject.wallAt ?? subject.receivedAt, { ...words, timeZone })}
        </p>
      </div>
    </Card>
  )
}

function Resolved({ subject }: { subject: SubjectDetail }) {
  const { t } = useReportText()
  const { slug, words, timeZone } = useOffice()
  const { resolution, said } = subject
  if (!resolution) return null
  const at = formatMoment(resolution.resolvedAt, { ...words, timeZone })
  return (
    <Notice
      kind="done"
      title={t(`today:resolve.done.${resolution.action}`)}
      meta={[resolution.resolverName, at].filter(Boolean).join(' · ')}
      actions={
        said.saleId && resolution.action !== 'set_aside' ? (
          <Link to={`/${slug}/sales/${said.saleId}`} className={buttonClass({ kind: 'plain' })}>
            <ButtonFace>{t('today:resolve.openSale')}</ButtonFace>
          </Link>
        ) : undefined
      }
    >
      {resolution.note}
    </Notice>
  )
}

interface DecideProps {
  subject: SubjectDetail
  products: { value: string; label: string }[]
  errors: FormErrors
}

function Decide({ subject, products, errors }: DecideProps) {
  const { t } = useReportText()
  const isBusy = useNavigation().state !== 'idle'
  if (subject.kind === 'posted_flagged') {
    return (
      <Card title={t('today:resolve.seen.title')}>
        <Form method="post" className="stack">
          <p className="measure">{t('today:resolve.seen.text')}</p>
          <Button type="submit" name="action" value="seen" kind="primary" busy={isBusy}>
            {t('today:resolve.seen.do')}
          </Button>
        </Form>
      </Card>
    )
  }
  const { plan } = subject
  return (
    <>
      {plan && plan.kind !== 'impossible' ? (
        <Card title={t('today:resolve.book.title')}>
          <Form method="post" className="stack">
            <p className="measure">{bookText(t, plan)}</p>
            {plan.kind === 'unknown_products' &&
              plan.products.map(({ productId, name }) => (
                <Select
                  key={productId}
                  name={`${REPLACES}${productId}`}
                  label={t('today:resolve.book.product', { name })}
                  emptyLabel={t('today:resolve.book.choose')}
                  options={products}
                  required
                />
              ))}
            <Button type="submit" name="action" value="book" kind="primary" busy={isBusy}>
              {t('today:resolve.book.do')}
            </Button>
          </Form>
        </Card>
      ) : (
        <Card title={t('today:resolve.book.cannot')}>
          <p className="measure">{plan && reasonSentence(t, plan.reason)}</p>
          {plan?.reason === 'unknown_sale' && (
            <p className="measure">{t('today:resolve.book.saleFirst')}</p>
          )}
        </Card>
      )}
      <Card title={t('today:resolve.aside.title')}>
        <Form method="post" className="stack">
          <p className="measure">{t('today:resolve.aside.text')}</p>
          <Field
            name="note"
            label={t('today:resolve.aside.note')}
            maxLength={200}
            required
            autoComplete="off"
            error={errors.field('note')}
          />
          <Button type="submit" name="action" value="set_aside" busy={isBusy}>
            {t('today:resolve.aside.do')}
          </Button>
        </Form>
      </Card>
    </>
  )
}

type Plan = Exclude<NonNullable<SubjectDetail['plan']>, { kind: 'impossible' }>

/** What pressing the button will do, before it is pressed. */
function bookText(t: ReturnType<typeof useReportText>['t'], plan: Plan): string {
  switch (plan.kind) {
    case 'unknown_products':
      return t('today:resolve.book.unknownText')
    case 'sale':
      return t('today:resolve.book.saleText', { amount: formatMoney(plan.bookMinor) })
    case 'refund':
      return plan.lostMinor > 0
        ? t('today:resolve.book.partText', {
            amount: formatMoney(plan.bookMinor),
            lost: formatMoney(plan.lostMinor),
          })
        : t('today:resolve.book.refundText', { amount: formatMoney(plan.bookMinor) })
    case 'other':
      return t('today:resolve.book.otherText')
  }
}
