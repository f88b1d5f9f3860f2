import { useTranslation } from 'react-i18next'
import { buttonClass } from '#app/components/button.tsx'
import { Empty } from '#app/components/data-table.tsx'
import { tillOf } from '#app/places.ts'
import { useOffice } from './use-office.ts'

/** Nobody owes anything, or nobody was found: a sentence, and the way to the till. */
export function NothingOpen({ isSearching }: { isSearching: boolean }) {
  const { slug } = useOffice()
  const { t } = useTranslation('tabs')
  if (isSearching) return <Empty>{t('office.none_found')}</Empty>
  return (
    <Empty
      action={
        <a href={tillOf(slug)} className={buttonClass({ kind: 'plain' })}>
          {t('office.to_till')}
        </a>
      }
    >
      {t('screen.none')}
    </Empty>
  )
}
