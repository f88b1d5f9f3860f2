import { Combobox, ComboboxItem, ComboboxPopover, ComboboxProvider } from '@ariakit/react/combobox'
import { useFetcher } from '@remix-run/react'
import { ScanBarcode } from 'lucide-react'
import { type RefObject, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Pictogram } from '#app/components/pictogram.tsx'
import { pictureOf } from '#app/goods/picture-of.ts'
import { formatQuantity, unitWord } from '#app/reports/words.ts'
import type { loader } from '#app/routes/$tenant.products_.find[.]json.ts'

/** A product as the finder offers it. */
export type Goods = Awaited<ReturnType<typeof loader>>['goods'][number]

export interface GoodsFinderProps {
  slug: string
  label: string
  onChoose: (goods: Goods) => void
  inputRef?: RefObject<HTMLInputElement>
}

/** Finds a product by a part of its name, or by a scan, which chooses without another press. */
export function GoodsFinder({ slug, label, onChoose, inputRef }: GoodsFinderProps) {
  const { t, i18n } = useTranslation('stock')
  const fetcher = useFetcher<typeof loader>()
  const [typed, setTyped] = useState('')
  const awaited = useRef<string>()
  const labelId = useId()
  const search = typed.trim()
  const found = fetcher.data?.q === search ? fetcher.data : undefined

  function look(value: string) {
    setTyped(value)
    awaited.current = undefined
    const q = value.trim()
    if (q !== '') fetcher.load(`/${slug}/products/find.json?${new URLSearchParams({ q })}`)
  }
  function choose(goods: Goods) {
    setTyped('')
    onChoose(goods)
  }
  // A scanner presses Enter before the answer is here: then the one that is found is meant.
  const chooseNow = useRef(choose)
  chooseNow.current = choose
  useEffect(() => {
    const [only, other] = found?.goods ?? []
    if (!only || awaited.current !== search) return
    awaited.current = undefined
    if (found?.isExact || !other) chooseNow.current(only)
  }, [found, search])

  return (
    <div className="find-field find-field-office">
      <span id={labelId} className="field-label">
        {label}
      </span>
      <ComboboxProvider value={typed} setValue={look}>
        <div className="field-box">
          <ScanBarcode aria-hidden="true" />
          <Combobox
            ref={inputRef}
            autoSelect
            className="field-input"
            aria-labelledby={labelId}
            placeholder={t('finder.placeholder')}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              // Never the form around it: what is typed here is not yet a line.
              if (!found) event.preventDefault()
              awaited.current = search
            }}
          />
        </div>
        {found && found.goods.length > 0 && (
          <ComboboxPopover className="menu goods-found" gutter={4} sameWidth aria-label={label}>
            {found.goods.map((goods) => (
              <ComboboxItem
                key={goods.id}
                className="menu-item goods-found-item"
                setValueOnClick={false}
                hideOnClick
                onClick={() => choose(goods)}
              >
                <Pictogram id={pictureOf(slug, goods)} />
                <span className="goods-found-words">
                  <b>{goods.name}</b>
                  <span className="muted cap">
                    {t('finder.there', {
                      quantity: formatQuantity(goods.stockMilli),
                      unit: unitWord(i18n, goods.unit),
                    })}
                  </span>
                </span>
              </ComboboxItem>
            ))}
          </ComboboxPopover>
        )}
      </ComboboxProvider>
      <div className="find-below" role="status">
        {found && search !== '' && found.goods.length === 0 && t('finder.none', { search })}
      </div>
    </div>
  )
}
