import { useRouteLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatShortDay } from '#app/components/dates.ts'
import type { loader as officeLoader } from '#app/routes/$tenant.tsx'
import { dayIn } from '#modules/kernel/shared.ts'

/** Says the day of an instant as the shop counts days and the reader speaks. */
export function useDays(): (at: Date) => string {
  const office = useRouteLoaderData<typeof officeLoader>('routes/$tenant')
  const { i18n } = useTranslation()
  const { calendar = 'roc', timeZone = 'Asia/Taipei' } = office ?? {}
  return (at) => formatShortDay(dayIn(timeZone, at), { calendar, language: i18n.language })
}
