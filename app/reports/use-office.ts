import { useRouteLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { DateWords } from '#app/components/dates.ts'
import type { loader } from '#app/routes/$tenant.tsx'

/** Which shop the page is of, and how it says dates: from the office's own loader. */
export function useOffice(): {
  slug: string
  name: string
  /** Whether whoever looks may see what was sold, and what it earned. */
  seesSales: boolean
  timeZone: string
  words: DateWords
} {
  const office = useRouteLoaderData<typeof loader>('routes/$tenant')
  const { i18n } = useTranslation()
  return {
    slug: office?.slug ?? '',
    name: office?.name ?? '',
    seesSales: office?.seesSales ?? false,
    timeZone: office?.timeZone ?? 'Asia/Taipei',
    words: { calendar: office?.calendar ?? 'roc', language: i18n.language },
  }
}
