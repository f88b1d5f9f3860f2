import type { i18n } from 'i18next'
import { formatQuantity, unitWord } from '#app/reports/words.ts'
import type { UnitChoice } from '#modules/inventory/shared.ts'

/** A unit as a choice says it: 箱（24 罐）, 公斤. */
export function unitName(i18n: i18n, unit: UnitChoice, base: string): string {
  if (unit.name === undefined) return unitWord(i18n, unit.id)
  const count = unit.countMilli === 1000 ? '' : `${formatQuantity(unit.countMilli)} `
  const worth = `${formatQuantity(unit.baseMilli)} ${unitWord(i18n, base)}`
  return i18n.t('stock:unitWorth', { unit: `${count}${unit.name}`, worth })
}
