import { useTranslation } from 'react-i18next'
import type { Trouble } from './trouble.ts'

/** Says what did not work, and what to do now. */
export function useTroubleWords(): (trouble: Trouble) => string {
  const { t } = useTranslation('ownphone')
  return ({ about, minutes = 1 }) => t(`trouble.${about}`, { count: minutes })
}
