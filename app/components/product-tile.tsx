import { memo } from 'react'
import { classes } from './classes.ts'
import { formatMoney } from './money.tsx'
import { Pictogram } from './pictogram.tsx'

export interface ProductTileProps {
  productId: string
  name: string
  priceMinor: number
  /** Instead of the price, for goods whose price is asked at the till: 打價錢. */
  priceLabel?: string | undefined
  /** Pictogram id or the address of the shop's own photograph. */
  picture: string
  /** After the price of goods sold by weight: ／斤. */
  perUnit?: string | undefined
  /** How many are in this sale, as people say it; in the corner. */
  inCart?: string | undefined
  /** What the corner means to screen readers, e.g. 這筆有 2. */
  inCartLabel?: string | undefined
  /** 賣完了: shown, and still sellable. */
  soldOutLabel?: string | undefined
  onPress: (productId: string) => void
}

/** One product on the shelf. A whole shelf of them renders on every sale, so it is remembered. */
export const ProductTile = memo(function ProductTile(props: ProductTileProps) {
  const { productId, name, priceMinor, priceLabel, picture, perUnit, inCart, inCartLabel } = props
  const { soldOutLabel, onPress } = props
  return (
    <button
      type="button"
      className={classes('tile', inCart !== undefined && 'is-in-cart')}
      onClick={() => onPress(productId)}
    >
      <Pictogram id={picture} size="tile" />
      <span className="tile-words">
        <b className="tile-name">{name}</b>
        <span className="tile-price">
          {priceLabel ?? formatMoney(priceMinor)}{' '}
          {perUnit && <span className="muted">{perUnit}</span>}
        </span>
      </span>
      {inCart !== undefined && (
        <span className="tile-corner">
          <span className="visually-hidden">{inCartLabel}</span>
          <span aria-hidden={inCartLabel ? true : undefined}>{inCart}</span>
        </span>
      )}
      {soldOutLabel && <span className="tag tag-red tile-tag">{soldOutLabel}</span>}
    </button>
  )
})
