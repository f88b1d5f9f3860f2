import { useTranslation } from 'react-i18next'
import { Notice } from '#app/components/notice.tsx'
import { formatQuantity, unitWord } from '#app/reports/words.ts'
import { milliOf } from '#modules/inventory/shared.ts'
import type { GoodsLine } from './goods-lines.tsx'

export interface MadeLessProps {
  /** What the recipe says comes out of it once. */
  expected: readonly {
    productId: string
    productName: string
    unit: string
    quantityMilli: number
  }[]
  times: number
  lines: readonly GoodsLine[]
}

/** Says how much less came out than the recipe hoped: spilled, broken, eaten on the way. */
export function MadeLess({ expected, times, lines }: MadeLessProps) {
  const { t, i18n } = useTranslation('stock')
  const short = expected.flatMap(({ productId, productName, unit, quantityMilli }) => {
    const own = lines.filter((line) => line.goods.id === productId && line.unitId === unit)
    const madeMilli = own.reduce((sum, line) => sum + (milliOf(line.quantity) ?? 0), 0)
    const lessMilli = quantityMilli * times - madeMilli
    if (lessMilli <= 0 || madeMilli === 0) return []
    return [{ productId, productName, unit, lessMilli, hopedMilli: quantityMilli * times }]
  })
  if (short.length === 0) return null
  return (
    <Notice kind="waiting" title={t('recipes.lost')} announce>
      {short.map((each) => (
        <p key={each.productId}>
          {t('recipes.lostLine', {
            name: each.productName,
            hoped: formatQuantity(each.hopedMilli),
            less: formatQuantity(each.lessMilli),
            unit: unitWord(i18n, each.unit),
          })}
        </p>
      ))}
      <p>{t('recipes.lostMeans')}</p>
    </Notice>
  )
}
