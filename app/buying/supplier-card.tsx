import { useTranslation } from 'react-i18next'
import { Card } from '#app/components/card.tsx'
import type { FormSupplier } from './supplier-form.tsx'

/** How to reach a supplier, and what was agreed with them. */
export function SupplierCard({ supplier }: { supplier: FormSupplier }) {
  const { t } = useTranslation('buying')
  const { terms, termDays, leadDays } = supplier
  const rows = [
    { label: t('supplier.contact'), value: supplier.contact },
    {
      label: t('supplier.phone'),
      value: supplier.phone && <a href={`tel:${supplier.phone}`}>{supplier.phone}</a>,
    },
    { label: t('supplier.lineName'), value: supplier.lineName },
    {
      label: t('supplier.terms'),
      value: t(`supplier.termsSentence.${terms}`, { count: termDays }),
    },
    { label: t('supplier.leadDays'), value: t('supplier.leadSentence', { count: leadDays }) },
    { label: t('supplier.taxId'), value: supplier.taxId },
    { label: t('supplier.voucher'), value: t(`supplier.voucherWord.${supplier.voucher}`) },
    { label: t('supplier.note'), value: supplier.note },
  ].filter(({ value }) => value)
  return (
    <Card title={t('supplier.card')}>
      <dl className="day-pairs">
        {rows.map(({ label, value }) => (
          <div key={label} className="day-pair">
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
