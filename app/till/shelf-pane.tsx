import { Camera, ExternalLink, Menu as MenuIcon, X } from 'lucide-react'
import {
  type FormEvent,
  lazy,
  memo,
  type RefObject,
  Suspense,
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { Button, buttonClass } from '#app/components/button.tsx'
import { CategoryRail } from '#app/components/category-rail.tsx'
import { FindField } from '#app/components/find-field.tsx'
import { ProductTile } from '#app/components/product-tile.tsx'
import { Shelf } from '#app/components/shelf.tsx'
import { canScanWithCamera } from '#app/scan/barcode-detector.ts'
import type { TillProduct } from '#modules/pos/shared.ts'
import { quantitiesByProduct } from './cart.ts'
import { LOOSE, nameOf } from './catalogue.ts'
import { pictureOf } from './picture.ts'
import { formatMilli } from './quantity.ts'
import { useUnitName } from './unit-name.ts'
import type { Selling } from './use-selling.ts'
import type { WorkingTill } from './working-till.ts'

/** Few browsers can read codes with a camera; the others need not load it. */
const CameraScan = lazy(async () => ({ default: (await import('./camera-scan.tsx')).CameraScan }))

const FAVOURITES = 'favourites'
/** More tiles than a hand can look through wait behind a word. */
const PAGE = 60

export interface ShelfPaneProps {
  till: WorkingTill
  selling: Selling
  find: RefObject<HTMLInputElement>
  /** The shelf is in sight, and not the payment. */
  isShown: boolean
}

/** Find field, categories and tiles. */
export function ShelfPane({ till, selling, find, isShown }: ShelfPaneProps) {
  const { t } = useTranslation('till')
  const { catalogue } = selling
  const [category, setCategory] = useState(FAVOURITES)
  const [query, setQuery] = useState('')
  const [pages, setPages] = useState(1)
  const [hasCamera, setHasCamera] = useState(false)
  const deferred = useDeferredValue(query)
  const isSearching = deferred.trim() !== ''
  const shelf = category === FAVOURITES ? catalogue.favourites : catalogue.onShelf(category)
  const found = useMemo(() => catalogue.search(deferred, PAGE), [catalogue, deferred])
  const shown = isSearching ? found.products : shelf.slice(0, pages * PAGE)

  const choose = useCallback((id: string) => {
    setCategory(id)
    setQuery('')
    setPages(1)
  }, [])
  // The next customer finds the shelf as the first one did.
  useEffect(() => {
    if (!isShown) choose(FAVOURITES)
  }, [isShown, choose])
  return (
    <>
      <Rail selling={selling} current={isSearching ? '' : category} onChoose={choose} />
      <section className="till-goods">
        {hasCamera && isShown && (
          <Suspense>
            <CameraScan selling={selling} onClose={() => setHasCamera(false)} />
          </Suspense>
        )}
        <FindForm
          {...{ till, selling, find, query, setQuery, hasCamera, setHasCamera }}
          asked={deferred}
          found={found}
        />
        <div className="till-shelf">
          <Tiles selling={selling} products={shown} />
          {!isSearching && shelf.length === 0 && (
            <EmptyShelf selling={selling} category={category} />
          )}
          {!isSearching && shelf.length > shown.length && (
            <Button size="key" wide onClick={() => setPages(pages + 1)}>
              {t('shelf.more', { n: Math.min(PAGE, shelf.length - shown.length) })}
            </Button>
          )}
        </div>
      </section>
    </>
  )
}

/** The goods on the counter change nothing of what stands around the shelf. */
const isSameShop = (
  { selling: before }: { selling: Selling },
  { selling: after }: { selling: Selling },
) =>
  before.catalogue === after.catalogue &&
  before.snapshot === after.snapshot &&
  before.language === after.language &&
  before.notice === after.notice

interface RailProps {
  selling: Selling
  current: string
  onChoose: (id: string) => void
}

const Rail = memo(
  function Rail({ selling, current, onChoose }: RailProps) {
    const { t } = useTranslation('till')
    const { catalogue, snapshot, language, setOpened } = selling
    const categories = [
      { id: FAVOURITES, label: t('shelf.favourites'), picture: 'star' },
      ...snapshot.categories.map((each) => ({
        id: each.id,
        label: nameOf(each, language),
        picture: each.pictogram ?? 'box',
      })),
      ...(catalogue.hasLoose ? [{ id: LOOSE, label: t('shelf.loose'), picture: 'basket' }] : []),
    ]
    return (
      <CategoryRail
        label={t('shelf.categories')}
        categories={categories}
        current={current}
        onChoose={onChoose}
        foot={
          <Button kind="quiet" icon={MenuIcon} onClick={() => setOpened({ kind: 'menu' })}>
            {t('menu.title')}
          </Button>
        }
      />
    )
  },
  (before, after) => isSameShop(before, after) && before.current === after.current,
)

interface FindFormProps {
  till: WorkingTill
  selling: Selling
  find: RefObject<HTMLInputElement>
  query: string
  setQuery: (query: string) => void
  hasCamera: boolean
  setHasCamera: (has: boolean) => void
  /** What was looked for and what came of it: may be a moment behind the field. */
  asked: string
  found: Found
}

interface Found {
  products: TillProduct[]
  count: number
}

const FindForm = memo(
  FindFormNow,
  (before, after) =>
    isSameShop(before, after) &&
    before.query === after.query &&
    before.asked === after.asked &&
    before.found === after.found &&
    before.hasCamera === after.hasCamera,
)

function FindFormNow(props: FindFormProps) {
  const { till, selling, find, query, setQuery, hasCamera, setHasCamera, asked, found } = props
  const { t } = useTranslation('till')
  const { catalogue, setOpened } = selling
  const enter = (event: FormEvent) => {
    event.preventDefault()
    if (query.trim() === '') return
    const scanned = catalogue.scan(query)
    const only = catalogue.search(query, 2).products
    if (scanned.kind === 'product' || scanned.kind === 'label') selling.take(scanned)
    else if (only.length === 1 && only[0]) selling.addProduct(only[0])
    else if (only.length > 1) return focusFirstTile()
    else return selling.take(scanned)
    setQuery('')
  }
  return (
    <form className="till-find" onSubmit={enter}>
      <FindField
        ref={find}
        size="till"
        scans
        label={t('find.label')}
        shortcut="/"
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value)
          selling.setNotice(undefined)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          setQuery('')
          event.currentTarget.blur()
        }}
        below={<Below till={till} selling={selling} query={asked} found={found} />}
      />
      {canScanWithCamera() && !hasCamera && (
        <Button size="key" icon={Camera} onClick={() => setHasCamera(true)}>
          {t('camera.open')}
        </Button>
      )}
      <Button
        className="till-menu-phone"
        size="key"
        icon={MenuIcon}
        onClick={() => setOpened({ kind: 'menu' })}
      >
        {t('menu.title')}
      </Button>
    </form>
  )
}

const focusFirstTile = () => document.querySelector<HTMLElement>('.till-shelf .tile')?.focus()

function EmptyShelf({ selling, category }: { selling: Selling; category: string }) {
  const { t } = useTranslation('till')
  const isBare = selling.snapshot.products.length === 0
  const words = category === FAVOURITES ? t('shelf.no_favourites') : t('shelf.empty')
  return <p className="till-empty muted">{isBare ? t('shelf.no_products') : words}</p>
}

/** What the find field has to say: how many, none, or what was wrong with a barcode. */
function Below({
  till,
  selling,
  query,
  found,
}: {
  till: WorkingTill
  selling: Selling
  query: string
  found: Found
}) {
  const { t } = useTranslation('till')
  const { notice, setNotice, snapshot } = selling
  const noticeText = useNoticeText(selling)
  if (notice) {
    const isUnknown = notice.kind === 'unknown'
    return (
      <>
        <b className="till-find-wrong">{noticeText}</b>
        {isUnknown && snapshot.person.mayManageGoods && (
          <a
            className={buttonClass({})}
            href={`/${till.slug}/products/new?barcode=${encodeURIComponent(notice.barcode)}`}
            target="_blank"
            rel="noopener"
          >
            <ExternalLink aria-hidden="true" />
            <span>{t('find.add_product')}</span>
          </a>
        )}
        {isUnknown && !snapshot.person.mayManageGoods && <span>{t('find.ask_manager')}</span>}
        <Button kind="quiet" icon={X} onClick={() => setNotice(undefined)}>
          {t('close')}
        </Button>
      </>
    )
  }
  if (query.trim() === '') return null
  const { count: n, products } = found
  if (n === 0) return <span>{t('find.none', { query: query.trim() })}</span>
  const shown = products.length
  return <span>{n > shown ? t('find.first', { n, shown }) : t('find.results', { n })}</span>
}

function useNoticeText({ notice }: Selling): string {
  const { t } = useTranslation('till')
  if (!notice) return ''
  if (notice.kind === 'full') return t('cart.full')
  if (notice.kind === 'unknown') return t('find.unknown_barcode', { barcode: notice.barcode })
  return notice.missing > 0 ? t('find.missing_digits', { n: notice.missing }) : t('find.misread')
}

interface TilesProps {
  selling: Selling
  products: readonly TillProduct[]
}

const Tiles = memo(
  function Tiles({ selling, products }: TilesProps) {
    const { t } = useTranslation('till')
    const unitName = useUnitName()
    const { cart, catalogue, snapshot, language, addProduct } = selling
    const inCart = quantitiesByProduct(cart)
    // The same function every time, or every tile would be drawn anew for every sale line.
    const press = useCallback(
      (id: string) => {
        const product = catalogue.product(id)
        if (product) addProduct(product)
      },
      [catalogue, addProduct],
    )
    if (products.length === 0) return null
    return (
      <Shelf label={t('shelf.label')}>
        {products.map((product) => {
          const quantity = inCart.get(product.id)
          const said = quantity === undefined ? undefined : formatMilli(quantity)
          return (
            <ProductTile
              key={product.id}
              productId={product.id}
              name={nameOf(product, language)}
              priceMinor={product.priceMinor ?? 0}
              priceLabel={product.priceMinor === null ? t('shelf.ask_price') : undefined}
              picture={pictureOf(product, snapshot.tenant.slug)}
              perUnit={
                product.soldBy === 'weight' && product.priceMinor !== null
                  ? t('shelf.per_unit', { unit: unitName(product.unit) })
                  : undefined
              }
              inCart={said}
              inCartLabel={said && t('shelf.in_cart', { quantity: said })}
              soldOutLabel={catalogue.isSoldOut(product) ? t('shelf.sold_out') : undefined}
              onPress={press}
            />
          )
        })}
      </Shelf>
    )
  },
  (before, after) =>
    before.products === after.products &&
    before.selling.cart.items === after.selling.cart.items &&
    before.selling.language === after.selling.language &&
    before.selling.catalogue === after.selling.catalogue,
)
