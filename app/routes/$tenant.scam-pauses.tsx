import '#app/reports/reports.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { ChevronLeft } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { BarChart } from '#app/components/bar-chart.tsx'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { type Column, DataTable } from '#app/components/data-table.tsx'
import { formatMonth } from '#app/components/dates.ts'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { formatMoney } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { may } from '#modules/identity/index.ts'
import {
  getScamPauses,
  getSharedScamPauses,
  getShopClock,
  type MonthCounts,
  type MonthShown,
  type Shown,
  shareScamCounts,
} from '#modules/pos/index.ts'

export const loader = tenantLoader('sales.read', z.object({}), async (tx, _input, edge) => {
  const { slug, kind, role } = edge.membership
  const { timeZone } = await getShopClock(tx)
  const now = new Date()
  const common = { slug, title: textsFor(languageOf(edge.request)).t('scam:page.title') }
  if (kind === 'centre') {
    const months = await getSharedScamPauses(tx, timeZone, now)
    return { ...common, months, shop: undefined }
  }
  const { months, ...shop } = await getScamPauses(tx, timeZone, now)
  const mayManage = may(role, 'till.manage')
  return { ...common, months: months.map(withTotal), shop: { ...shop, mayManage } }
})

const withTotal = (month: MonthCounts): MonthShown => ({
  ...month,
  total: month.wentOn + month.stopped + month.called165,
})

const Share = z.object({
  centre: z.string().trim().toLowerCase().max(40),
})
export const action = tenantAction('till.manage', Share, shareScamCounts)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** How often tills asked about a scam: a shop's own counts, or what shops tell a centre. */
export default function ScamPauses() {
  const { slug, months, shop } = useLoaderData<typeof loader>()
  const { t } = useTranslation('scam')
  return (
    <>
      <PageHeader
        title={shop ? t('page.title') : t('page.centre_title')}
        back={
          shop && (
            <Link to={`/${slug}/today`} className={buttonClass({ kind: 'quiet' })}>
              <ButtonFace icon={ChevronLeft}>{t('page.back')}</ButtonFace>
            </Link>
          )
        }
      />
      <div className="stack">
        <Counts months={months} text={shop ? t('page.text') : t('page.centre_text')} />
        {shop && <WhenAsked thresholdMinor={shop.thresholdMinor} mayManage={shop.mayManage} />}
        {shop?.mayManage && <Sharing sharesWith={shop.sharesWith} />}
      </div>
    </>
  )
}

function Counts({ months, text }: { months: readonly MonthShown[]; text: string }) {
  const { t } = useTranslation('scam')
  const { words } = useOffice()
  const say = (shown: Shown) => (typeof shown === 'number' ? String(shown) : t(`page.${shown}`))
  const asked = months.filter((each) => each.total !== 0)
  const latest = asked.at(-1)
  const column = (key: 'total' | 'wentOn' | 'stopped' | 'called165', head: string) => ({
    key,
    head,
    align: 'end' as const,
    cell: (row: MonthShown) => say(row[key]),
  })
  const columns: Column<MonthShown>[] = [
    { key: 'month', head: t('page.month'), cell: (row) => formatMonth(row.month, words) },
    column('total', t('page.total')),
    column('wentOn', t('page.went_on')),
    column('stopped', t('page.stopped')),
    column('called165', t('page.called_165')),
  ]
  return (
    <Card>
      <p className="measure">{text}</p>
      {latest ? (
        <>
          <BarChart
            label={t('page.chart')}
            bars={months.map((each) => ({
              label: each.month.slice(5),
              value: typeof each.total === 'number' ? each.total : FEW_DRAWN,
            }))}
            every={1}
            sentence={t('page.sentence', {
              month: formatMonth(latest.month, words),
              n: say(latest.total),
            })}
            tableLabel={t('page.table')}
            heads={[t('page.month'), t('page.total')]}
            format={(value) => (value === FEW_DRAWN ? t('page.few') : String(value))}
            emptyLabel={t('page.none')}
          />
          <DataTable
            caption={t('page.chart')}
            columns={columns}
            rows={[...asked].reverse()}
            rowKey={(row) => row.month}
            empty={t('page.none')}
          />
        </>
      ) : (
        <p>{t('page.none')}</p>
      )}
    </Card>
  )
}

/** A hidden number is drawn in the middle of what it may be: no count is a half. */
const FEW_DRAWN = 2.5

function WhenAsked(props: { thresholdMinor: number; mayManage: boolean }) {
  const { slug } = useOffice()
  const { t } = useTranslation('scam')
  const { thresholdMinor, mayManage } = props
  return (
    <Card>
      <p>
        {thresholdMinor > 0
          ? t('page.threshold', { amount: formatMoney(thresholdMinor) })
          : t('page.off')}
      </p>
      {mayManage && (
        <Link to={`/${slug}/products/categories`} className={buttonClass({})}>
          <ButtonFace>{t('page.goods')}</ButtonFace>
        </Link>
      )}
    </Card>
  )
}

function Sharing({ sharesWith }: { sharesWith: { slug: string; name: string | null } | null }) {
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('scam')
  const isBusy = useNavigation().state === 'submitting'
  const errors = useFormErrors(answer, ['centre'], { 'pos.unknown_centre': 'centre' })
  return (
    <Card title={t('page.share_title')}>
      <p className="measure">{t('page.share_text')}</p>
      {answer?.ok && <Notice kind="done" title={t('page.saved')} announce />}
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      <p>
        <b>
          {sharesWith
            ? t('page.share_now', { name: sharesWith.name ?? sharesWith.slug })
            : t('page.share_none')}
        </b>
      </p>
      <Form method="post" className="stack">
        <Field
          label={t('page.share_label')}
          name="centre"
          defaultValue={sharesWith?.slug ?? ''}
          autoCapitalize="none"
          autoComplete="off"
          maxLength={40}
          error={errors.field('centre')}
        />
        <Button type="submit" busy={isBusy} busyLabel={t('page.busy')}>
          {t('page.share_save')}
        </Button>
      </Form>
    </Card>
  )
}
