import '#app/reports/reports.css'
import { useTranslation } from 'react-i18next'
import { PlaceFrame } from '#app/components/place-frame.tsx'
import { useOffice } from '#app/reports/use-office.ts'

/** The frame of the stock: what lies there, what is bought, what is counted. */
export default function Stock() {
  const { slug, seesSales } = useOffice()
  const { t } = useTranslation('stock')
  const parts = [
    { to: `/${slug}/stock`, label: t('part.onHand'), isExact: true },
    { to: `/${slug}/stock/changes`, label: t('part.changes') },
    { to: `/${slug}/stock/buying`, label: t('part.buying') },
    { to: `/${slug}/stock/consignment`, label: t('part.consignment') },
    { to: `/${slug}/stock/counts`, label: t('part.counts') },
    // What goods earn is for those who see what was sold.
    ...(seesSales ? [{ to: `/${slug}/stock/reports`, label: t('part.reports') }] : []),
  ]
  return <PlaceFrame title={t('title')} label={t('parts')} parts={parts} />
}
