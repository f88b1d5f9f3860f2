import { Camera, CloudOff, CloudUpload, UserRound, Wifi } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Field } from '#app/components/field.tsx'
import { Tag } from '#app/components/tag.tsx'
import { canScanWithCamera } from '#app/scan/barcode-detector.ts'
import { CameraScan } from './camera-scan.tsx'
import type { CountDesk, CountState } from './count-desk.ts'
import { GoodsRows } from './goods-rows.tsx'
import { ItemScreen } from './item-screen.tsx'
import { TroubleNotice } from './trouble-notice.tsx'
import { type Counting, useCounting } from './use-counting.ts'

export interface CountScreenProps {
  desk: CountDesk
  state: CountState
  onChangeWho: () => void
}

/** Counting: find a product or scan it, say how many, and see what one has counted. */
export function CountScreen({ desk, state, onChangeWho }: CountScreenProps) {
  const { t } = useTranslation('count')
  const counting = useCounting(desk, state)
  const [search, setSearch] = useState('')
  const [isFilming, setFilming] = useState(false)
  const { index, own, item, said } = counting
  const film = isFilming && <CameraScan onCode={counting.scan} onClose={() => setFilming(false)} />
  if (item) {
    return (
      <main className="count-page">
        {film}
        <ItemScreen key={item.goods.id} state={state} counting={counting} item={item} />
      </main>
    )
  }
  return (
    <main className="count-page">
      <Head state={state} onChangeWho={onChangeWho} />
      <p className="count-progress">
        <b>{t('progress', { scope: index.all.length, counted: own.size })}</b>
      </p>
      <p className="count-said" role="status">
        {said}
      </p>
      <TroubleNotice counting={counting} />
      {film}
      <div className="count-find">
        <Field
          label={t('find')}
          type="search"
          value={search}
          autoComplete="off"
          enterKeyHint="search"
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        {canScanWithCamera() && !isFilming && (
          <Button size="key" icon={Camera} onClick={() => setFilming(true)}>
            {t('camera.open')}
          </Button>
        )}
      </div>
      <Lists
        state={state}
        counting={counting}
        search={search.trim()}
        onOpen={() => setSearch('')}
      />
    </main>
  )
}

function Lists(props: {
  state: CountState
  counting: Counting
  search: string
  onOpen: () => void
}) {
  const { state, counting, search, onOpen } = props
  const { t } = useTranslation('count')
  const { index, own } = counting
  const row = { state, counting, onOpen }
  if (search !== '') {
    const found = index.search(search)
    return found.length === 0 ? (
      <p role="status">{t('none', { search })}</p>
    ) : (
      <GoodsRows {...row} label={t('find')} goods={found} />
    )
  }
  const mine = [...own.values()]
    .sort((a, b) => (a.countedAt < b.countedAt ? 1 : -1))
    .flatMap(({ productId }) => index.byId.get(productId) ?? [])
  const rest = index.all.filter((each) => !own.has(each.id))
  return (
    <>
      <h2>{t('mine')}</h2>
      {mine.length === 0 ? (
        <p className="muted">{t('mineNone')}</p>
      ) : (
        <GoodsRows {...row} label={t('mine')} goods={mine} />
      )}
      <h2>{t('all')}</h2>
      <GoodsRows {...row} label={t('all')} goods={rest} />
    </>
  )
}

function Head({ state, onChangeWho }: { state: CountState; onChangeWho: () => void }) {
  const { t } = useTranslation('count')
  const { stocktake } = state.snapshot
  const isOnline = state.connection === 'online' || state.connection === 'unknown'
  return (
    <header className="count-head">
      <div>
        <h1 className="count-name">{stocktake.name}</h1>
        <p className="muted">
          {stocktake.shopName} · {stocktake.placeName ?? t('who.floor')}
        </p>
      </div>
      <div className="count-arrival" role="status">
        <span className="row">
          {isOnline ? <Wifi aria-hidden="true" /> : <CloudOff aria-hidden="true" />}
          <span>{isOnline ? t('connection.online') : t('connection.offline')}</span>
        </span>
        {!isOnline && state.unsentCount > 0 && (
          <Tag tone="gold" icon={CloudUpload}>
            {t('unsent', { count: state.unsentCount })}
          </Tag>
        )}
      </div>
      <div className="count-who">
        <b>{[state.who, state.shelf].filter(Boolean).join(' · ')}</b>
        <Button kind="quiet" icon={UserRound} onClick={onChangeWho}>
          {t('who.change')}
        </Button>
      </div>
    </header>
  )
}
