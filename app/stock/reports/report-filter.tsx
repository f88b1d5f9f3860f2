import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Field } from '#app/components/field.tsx'
import { Select } from '#app/components/select.tsx'
import { DEAD_DAYS, GROUPS, type ReportQuery, SPANS } from './report-query.ts'

export interface ReportFilterProps {
  asked: Pick<ReportQuery, 'report' | 'span' | 'days' | 'by'> & {
    month: string
    day: string
    product?: string | undefined
  }
  today: string
}

/** What a report looks at: a day, some months, how long nothing was sold. */
export function ReportFilter({ asked, today }: ReportFilterProps) {
  const { t } = useTranslation('stockreports')
  const { report } = asked
  const isByMonth = report !== 'on-hand' && report !== 'dead'
  const hasSpan = isByMonth && report !== 'movement'
  return (
    <Form
      method="get"
      className="stock-filters no-print"
      aria-label={t('filter.label')}
      key={JSON.stringify(asked)}
    >
      {asked.product && <input type="hidden" name="product" value={asked.product} />}
      {report === 'on-hand' && (
        <Field
          label={t('filter.day')}
          type="date"
          name="day"
          max={today}
          defaultValue={asked.day}
        />
      )}
      {report === 'dead' && (
        <Select
          label={t('filter.days')}
          name="days"
          defaultValue={asked.days}
          options={DEAD_DAYS.map((days) => ({
            value: days,
            label: t('filter.count', { count: Number(days) }),
          }))}
        />
      )}
      {report === 'margin' && (
        <Select
          label={t('filter.by')}
          name="by"
          defaultValue={asked.by}
          options={GROUPS.map((by) => ({ value: by, label: t(`filter.groups.${by}`) }))}
        />
      )}
      {hasSpan && (
        <Select
          label={t('filter.span')}
          name="span"
          defaultValue={asked.span}
          options={SPANS.map((span) => ({ value: span, label: t(`filter.spans.${span}`) }))}
        />
      )}
      {isByMonth && (
        <Field
          label={t(hasSpan ? 'filter.month' : 'filter.thisMonth')}
          type="month"
          name="month"
          defaultValue={asked.month}
          pattern="\d{4}-\d{2}"
        />
      )}
      <Button type="submit" kind="outline">
        {t('filter.show')}
      </Button>
    </Form>
  )
}
