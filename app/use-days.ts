import { useRouteLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatDay, formatShortDay } from '#app/components/dates.ts'
import type { loader as officeLoader } from '#app/routes/$tenant.tsx'
import { dayIn } from '#modules/kernel/shared.ts'

/** Says the day of an instant as the shop counts days and the reader speaks: with its year, or of this year. */
export function useDays() {
  const office = useRouteLoaderData<typeof officeLoader>('routes/$tenant')
  const { i18n } = useTranslation()
  const { calendar = 'roc', timeZone = 'Asia/Taipei' } = office ?? {}
  const words = { calendar, language: i18n.language }
  return {
    full: (at: Date) => formatDay(dayIn(timeZone, at), words),
    short: (at: Date) => formatShortDay(dayIn(timeZone, at), words),
  }
}
