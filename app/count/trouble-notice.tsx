import { useTranslation } from 'react-i18next'
import { Notice } from '#app/components/notice.tsx'
import type { Counting } from './use-counting.ts'

/** A scan that found nothing, in words. */
export function TroubleNotice({ counting: { trouble } }: { counting: Counting }) {
  const { t } = useTranslation('count')
  if (trouble?.problem === 'unknown') {
    return <Notice kind="wrong" title={t('unknown', { code: trouble.code })} announce />
  }
  if (trouble?.problem === 'misread') return <Notice kind="wrong" title={t('misread')} announce />
  return null
}
