import { Form, Link } from '@remix-run/react'
import { SlidersHorizontal, X } from 'lucide-react'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Select } from '#app/components/select.tsx'
import { narrowingOf } from './sale-filter.ts'
import type { SaleListParams } from './sale-list-params.server.ts'
import { type ReportText, tenderWord, useReportText } from './words.ts'

interface FilterProps {
  params: SaleListParams
  names: { productName: string | null; cashierName: string | null; tillName: string | null }
  tenders: readonly string[]
  sellers: { tills: { id: string; name: string }[]; people: { id: string; name: string }[] }
}

/** What narrows the list, each to be taken off with one tap, and the form that narrows it further. */
export function SaleFilterForm({ params, names, tenders, sellers }: FilterProps) {
  const { t, i18n } = useReportText()
  const narrowing = narrowingOf(params)
  const period = params.month === undefined ? { day: params.day } : { month: params.month }
  const kept = Object.entries(period).flatMap(([key, value]) => (value ? [[key, value]] : []))
  const hours = Array.from({ length: 24 }, (_, hour) => ({
    value: String(hour),
    label: hourRange(t, hour),
  }))
  const choicesOf = (list: { id: string; name: string }[]) =>
    list.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <div className="stack stack-tight">
      <div className="row">
        {Object.keys(narrowing).map((key) => {
          const { [key]: _, ...others } = narrowing
          const name =
            key === 'tender'
              ? tenderWord(i18n, params.tender ?? '')
              : chipName(t, key, params, names)
          return (
            <Link
              key={key}
              to={`?${new URLSearchParams({ ...Object.fromEntries(kept), ...others })}`}
              className={buttonClass({ kind: 'plain' })}
              aria-label={t('today:sales.remove', { name })}
            >
              <span>{name}</span>
              <X aria-hidden="true" />
            </Link>
          )
        })}
      </div>
      <details className="filter-sheet">
        <summary className={buttonClass({ kind: 'plain' })}>
          <ButtonFace icon={SlidersHorizontal}>{t('today:sales.filter')}</ButtonFace>
        </summary>
        <Form method="get" className="filter-form" key={JSON.stringify(params)}>
          {kept.map(([key, value]) => (
            <input key={key} type="hidden" name={key} value={value} />
          ))}
          {params.shift && <input type="hidden" name="shift" value={params.shift} />}
          {params.product && <input type="hidden" name="product" value={params.product} />}
          <Select
            label={t('today:sales.hour')}
            name="hour"
            options={hours}
            emptyLabel={t('today:sales.any')}
            defaultValue={narrowing.hour ?? ''}
          />
          <Select
            label={t('today:sales.tender')}
            name="tender"
            options={tenders.map((value) => ({ value, label: tenderWord(i18n, value) }))}
            emptyLabel={t('today:sales.any')}
            defaultValue={narrowing.tender ?? ''}
          />
          <Select
            label={t('today:sales.till')}
            name="till"
            options={choicesOf(sellers.tills)}
            emptyLabel={t('today:sales.any')}
            defaultValue={narrowing.till ?? ''}
          />
          <Select
            label={t('today:sales.cashier')}
            name="cashier"
            options={choicesOf(sellers.people)}
            emptyLabel={t('today:sales.any')}
            defaultValue={narrowing.cashier ?? ''}
          />
          <button type="submit" className={buttonClass({ kind: 'outline' })}>
            <ButtonFace>{t('today:sales.apply')}</ButtonFace>
          </button>
        </Form>
      </details>
    </div>
  )
}

const hourRange = (t: ReportText, hour: number) =>
  t('today:sales.hourValue', { from: hour, to: hour + 1 })

function chipName(
  t: ReportText,
  key: string,
  params: SaleListParams,
  names: FilterProps['names'],
): string {
  const unknown = t('today:sales.unknown')
  if (key === 'hour') return hourRange(t, params.hour ?? 0)
  if (key === 'shift') return t('today:sales.shift')
  if (key === 'product') return names.productName ?? unknown
  return (key === 'till' ? names.tillName : names.cashierName) ?? unknown
}
