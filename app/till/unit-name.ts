import { useTranslation } from 'react-i18next'
import { isUnit } from '#modules/inventory/shared.ts'

/** The word for a unit in the screen's language; a unit of the shop's own stands as it is. */
export function useUnitName(): (unit: string) => string {
  const { t } = useTranslation('common')
  return (unit) => (isUnit(unit) ? t(`unit.${unit}`) : unit)
}
