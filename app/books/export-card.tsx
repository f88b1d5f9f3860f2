import { Download } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Field } from '#app/components/field.tsx'
import { Select } from '#app/components/select.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { LEDGER_FORMATS } from '#modules/bookkeeping/shared.ts'

/** The whole books as a file that other programs read. */
export function ExportCard() {
  const { slug } = useOffice()
  const { t } = useTranslation('statements')
  return (
    <Card title={t('export.title')}>
      <p className="muted">{t('export.text')}</p>
      <form method="get" action={`/${slug}/books/ledger`} className="statement-chooser">
        <Select
          label={t('export.format')}
          name="format"
          defaultValue="csv"
          options={['csv' as const, ...LEDGER_FORMATS.filter((each) => each !== 'csv')].map(
            (format) => ({ value: format, label: t(`export.formats.${format}`) }),
          )}
        />
        <Field label={t('export.from')} type="date" name="from" />
        <Field label={t('export.to')} type="date" name="to" />
        <button type="submit" className={buttonClass({ kind: 'primary' })}>
          <ButtonFace icon={Download}>{t('export.download')}</ButtonFace>
        </button>
      </form>
    </Card>
  )
}
