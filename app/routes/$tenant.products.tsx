import { redirect } from '@remix-run/node'
import {
  Form,
  Link,
  Outlet,
  useFetcher,
  useLoaderData,
  useParams,
  useSearchParams,
} from '@remix-run/react'
import {
  ChevronDown,
  Download,
  Ellipsis,
  FileUp,
  Plus,
  Shapes,
  Tags,
  TriangleAlert,
} from 'lucide-react'
import { useCallback, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import {
  type Column,
  DataTable,
  Empty,
  RowTitle,
  rowLinkClass,
} from '#app/components/data-table.tsx'
import { FindField } from '#app/components/find-field.tsx'
import { Menu, MenuItem } from '#app/components/menu.tsx'
import { formatAmount } from '#app/components/money.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { Pictogram } from '#app/components/pictogram.tsx'
import { segmentClass } from '#app/components/segments.tsx'
import { Tag } from '#app/components/tag.tsx'
import { ToastRegion, useToasts } from '#app/components/toast.tsx'
import '#app/goods/goods.css'
import { pictureOf } from '#app/goods/picture-of.ts'
import type { GoodsContext } from '#app/goods/use-goods.ts'
import { formatQuantity, unitWord } from '#app/reports/words.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { may } from '#modules/identity/index.ts'
import { findByBarcode, listCategories, listProducts } from '#modules/inventory/index.ts'
import { parseBarcode } from '#modules/inventory/shared.ts'

const FILTERS = ['all', 'low', 'no_price', 'archived'] as const

const Query = z.object({
  filter: z.enum(FILTERS).catch('all').default('all'),
  search: z.string().max(200).catch('').default(''),
  category: z.uuid().optional().catch(undefined),
  after: z.string().max(2000).optional(),
})

export const loader = tenantLoader('goods.read', Query, async (tx, query, edge) => {
  const { slug, role } = edge.membership
  const url = new URL(edge.request.url)
  const isList = /\/products(\.data)?$/.test(url.pathname)
  const scanned = isList ? scannedIn(query.search) : undefined
  const found = scanned === undefined ? undefined : await findByBarcode(tx, scanned)
  // A whole barcode and Enter, which is what a scanner types: straight to the product.
  if (found) throw redirect(`/${slug}/products/${found.product.id}`)
  const page = await listProducts(tx, {
    filter: query.filter,
    search: query.search,
    categoryId: query.category,
    after: query.after,
  })
  return {
    slug,
    mayManage: may(role, 'goods.manage'),
    ...page,
    categories: await listCategories(tx),
    query,
    unknownBarcode: scanned && page.products.length === 0 ? scanned : undefined,
  }
})

/** Eight digits or more are a scan; fewer may be the end of one that somebody types. */
function scannedIn(search: string): string | undefined {
  const read = parseBarcode(search)
  return /^\d{7,}$/.test(search.trim()) && read.ok ? read.barcode : undefined
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['products'][number]

/** The goods of a shop: what is there, what runs low, and the form beside the list. */
export default function ProductsPage() {
  const { slug, mayManage } = useLoaderData<typeof loader>()
  const { t } = useTranslation('goods')
  const { toasts, show, remove } = useToasts()
  const undo = useFetcher()
  const undoWith = useRef(undo)
  undoWith.current = undo
  const tellArchived = useCallback<GoodsContext['tellArchived']>(
    (product) => {
      const change = (fields: Record<string, string>) =>
        undoWith.current.submit(fields, {
          method: 'post',
          action: `/${slug}/products/${product.id}/archive`,
        })
      const isBack = !product.isArchived
      show({
        text: t(isBack ? 'restored' : 'archived', { name: product.name }),
        undoLabel: t('undo'),
        onUndo: () => change(isBack ? {} : { restore: 'yes' }),
      })
    },
    [slug, show, t],
  )
  const tellSaved = useCallback<GoodsContext['tellSaved']>(
    (name) => show({ text: t('saved', { name }) }),
    [show, t],
  )
  const context: GoodsContext = { tellArchived, tellSaved }
  return (
    <>
      <div className="beside">
        <div>
          <PageHeader title={t('title')}>{mayManage && <ListActions slug={slug} />}</PageHeader>
          <div className="stack">
            <Finder />
            <Filters />
            <Goods />
          </div>
        </div>
        <Outlet context={context} />
      </div>
      <ToastRegion label={t('toasts')} toasts={toasts} onRemove={remove} />
    </>
  )
}

function ListActions({ slug }: { slug: string }) {
  const { t } = useTranslation('goods')
  return (
    <>
      <Menu label={t('more')} icon={Ellipsis} kind="bare">
        <MenuItem icon={Shapes} render={<Link to={`/${slug}/products/categories`} />}>
          {t('categories.title')}
        </MenuItem>
        <MenuItem icon={Tags} render={<Link to={`/${slug}/products/labels`} />}>
          {t('labels.title')}
        </MenuItem>
        <MenuItem icon={FileUp} render={<Link to={`/${slug}/products/import`} />}>
          {t('import')}
        </MenuItem>
        <MenuItem
          icon={Download}
          render={
            <a href={`/${slug}/products/export.csv`} download>
              {t('export')}
            </a>
          }
        >
          {t('export')}
        </MenuItem>
      </Menu>
      <Link to={`/${slug}/products/new`} className={buttonClass({})}>
        <ButtonFace icon={Plus}>{t('new')}</ButtonFace>
      </Link>
    </>
  )
}

function Finder() {
  const { slug, query, unknownBarcode, mayManage } = useLoaderData<typeof loader>()
  const { t } = useTranslation('goods')
  return (
    <Form method="get" action={`/${slug}/products`} role="search">
      {query.filter !== 'all' && <input type="hidden" name="filter" value={query.filter} />}
      {query.category && <input type="hidden" name="category" value={query.category} />}
      <FindField
        key={query.search}
        label={t('find')}
        name="search"
        size="office"
        scans
        defaultValue={query.search}
        below={
          unknownBarcode && (
            <>
              <span>{t('noSuchBarcode', { barcode: unknownBarcode })}</span>
              {mayManage && (
                <Link
                  to={`/${slug}/products/new?barcode=${unknownBarcode}`}
                  className={buttonClass({ kind: 'outline' })}
                >
                  <ButtonFace icon={Plus}>{t('newWithBarcode')}</ButtonFace>
                </Link>
              )}
            </>
          )
        }
      />
    </Form>
  )
}

function Filters() {
  const { slug, counts, query } = useLoaderData<typeof loader>()
  const { t } = useTranslation('goods')
  const shown = FILTERS.filter((each) => each !== 'archived' || counts.archived > 0)
  return (
    <nav className="segments" aria-label={t('filterLabel')}>
      {shown.map((filter) => (
        <Link
          key={filter}
          to={`/${slug}/products${addressOf({ ...query, filter, after: undefined })}`}
          className={segmentClass()}
          {...(query.filter === filter ? { 'aria-current': 'page' as const } : {})}
        >
          <span>{t(`filter.${filter}`)}</span> <span>{counts[filter]}</span>
        </Link>
      ))}
    </nav>
  )
}

function addressOf(query: {
  filter: string
  search: string
  category?: string | undefined
  after?: string | undefined
}): string {
  const address = new URLSearchParams()
  if (query.filter !== 'all') address.set('filter', query.filter)
  if (query.search) address.set('search', query.search)
  if (query.category) address.set('category', query.category)
  if (query.after) address.set('after', query.after)
  const text = address.toString()
  return text === '' ? '' : `?${text}`
}

function Goods() {
  const { slug, products, query, next } = useLoaderData<typeof loader>()
  const { t } = useTranslation('goods')
  const { productId } = useParams()
  const columns = useColumns()
  const address = (after: string | undefined) =>
    `/${slug}/products${addressOf({ ...query, after })}`
  return (
    <>
      <DataTable
        caption={t('caption')}
        columns={columns}
        rows={products}
        rowKey={(row) => row.id}
        selectedKey={productId}
        empty={<NoGoods />}
      />
      {(next || query.after) && (
        <div className="row">
          {query.after && (
            <Link to={address(undefined)} className={buttonClass({})}>
              {t('first')}
            </Link>
          )}
          {next && (
            <Link to={address(next)} className={buttonClass({})}>
              <ButtonFace icon={ChevronDown}>{t('next')}</ButtonFace>
            </Link>
          )}
        </div>
      )}
    </>
  )
}

function NoGoods() {
  const { slug, counts, query, mayManage } = useLoaderData<typeof loader>()
  const { t } = useTranslation('goods')
  if (query.search) return <Empty>{t('nothingFound', { search: query.search.slice(0, 60) })}</Empty>
  if (counts.all + counts.archived > 0 || !mayManage) return <Empty>{t('nothingHere')}</Empty>
  return (
    <Empty
      action={
        <div className="row">
          <Link to={`/${slug}/products/new`} className={buttonClass({ kind: 'primary' })}>
            <ButtonFace icon={Plus}>{t('new')}</ButtonFace>
          </Link>
          <Link to={`/${slug}/products/import`} className={buttonClass({})}>
            <ButtonFace icon={FileUp}>{t('import')}</ButtonFace>
          </Link>
        </div>
      }
    >
      {t('empty')}
    </Empty>
  )
}

function useColumns(): Column<Row>[] {
  const { slug } = useLoaderData<typeof loader>()
  const { t, i18n } = useTranslation('goods')
  const [search] = useSearchParams()
  const kept = search.size > 0 ? `?${search}` : ''
  return [
    {
      key: 'name',
      head: t('head.name'),
      cell: (row) => (
        <RowTitle
          picture={<Pictogram id={pictureOf(slug, row)} />}
          title={
            <Link to={`/${slug}/products/${row.id}${kept}`} className={rowLinkClass}>
              {row.names[i18n.language] ?? row.name}
            </Link>
          }
          under={row.barcodes[0] ?? t(row.soldBy === 'weight' ? 'noBarcodeWeighed' : 'noBarcode')}
        />
      ),
    },
    {
      key: 'price',
      head: t('head.price'),
      align: 'end',
      cell: (row) =>
        row.priceMinor === null ? (
          <Tag tone="gold">{t('noPrice')}</Tag>
        ) : (
          <b className="goods-price">{formatAmount(row.priceMinor)}</b>
        ),
    },
    { key: 'stock', head: t('head.stock'), align: 'end', cell: (row) => <Stock row={row} /> },
  ]
}

function Stock({ row }: { row: Row }) {
  const { t, i18n } = useTranslation('goods')
  const isSoldOut = row.stockMilli <= 0
  if (!row.isCounted && row.stockMilli === 0) {
    return <span className="muted">{t('notCounted')}</span>
  }
  return (
    <span className="row-state">
      {row.isCounted && isSoldOut && (
        <Tag tone="red" icon={TriangleAlert}>
          {t('soldOut')}
        </Tag>
      )}
      {row.isLow && !isSoldOut && <Tag tone="gold">{t('low')}</Tag>}
      <span>
        {formatQuantity(row.stockMilli)} {unitWord(i18n, row.unit)}
      </span>
    </span>
  )
}
