import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Pictogram } from '#app/components/pictogram.tsx'
import type { CountGoods } from '#modules/inventory/shared.ts'
import type { CountState } from './count-desk.ts'
import type { Counting } from './use-counting.ts'

/** Whoever looks for more than these types a few letters. */
const ROWS_SHOWN = 40

export interface GoodsRowsProps {
  label: string
  goods: readonly CountGoods[]
  state: CountState
  counting: Counting
  onOpen: () => void
}

/** Goods as rows to press, with what one knows of each. */
export function GoodsRows({ label, goods, state, counting, onOpen }: GoodsRowsProps) {
  const { t } = useTranslation('count')
  const more = goods.length - ROWS_SHOWN
  return (
    <>
      <ul className="count-rows" aria-label={label}>
        {goods.slice(0, ROWS_SHOWN).map((each) => (
          <li key={each.id}>
            <button
              type="button"
              className="count-row"
              onClick={() => {
                counting.open(each)
                onOpen()
              }}
            >
              <Pictogram id={each.pictogram ?? 'box'} />
              <span className="count-row-words">
                <b>{each.name}</b>
                <Known goods={each} state={state} counting={counting} />
              </span>
              {counting.own.has(each.id) && <Check aria-hidden="true" />}
            </button>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="muted">{t('more', { count: more })}</p>}
    </>
  )
}

/** What one counted, what the books say where they may, and who else counted it. */
export function Known({
  goods,
  state,
  counting,
}: Omit<GoodsRowsProps, 'goods' | 'label' | 'onOpen'> & { goods: CountGoods }) {
  const { t } = useTranslation('count')
  const { own, say } = counting
  const mine = own.get(goods.id)
  const { expectedMilli } = goods
  const others = state.snapshot.counted.filter(
    ({ productId, deviceId }) =>
      productId === goods.id && !state.entries.some((entry) => entry.deviceId === deviceId),
  )
  const words = [
    mine && t('counted', { quantity: say(mine.quantityMilli, goods.unit) }),
    expectedMilli !== null && t('books', { quantity: say(expectedMilli, goods.unit) }),
    ...others.map(({ who, quantityMilli }) =>
      quantityMilli === null
        ? t('others', { who })
        : t('othersMany', { who, quantity: say(quantityMilli, goods.unit) }),
    ),
  ].filter(Boolean)
  return words.length > 0 && <span className="muted">{words.join(' · ')}</span>
}
