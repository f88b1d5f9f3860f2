import { useFetcher } from '@remix-run/react'
import { Plus } from 'lucide-react'
import {
  forwardRef,
  type KeyboardEvent,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { FindField } from '#app/components/find-field.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { formatQuantity, unitWord } from '#app/reports/words.ts'
import { lastWords } from './price-words.ts'
import type { FoundProduct } from './use-lines.ts'

interface Answer {
  q: string
  isExact: boolean
  goods: FoundProduct[]
}

export interface ProductFinderProps {
  /** Their prices come first. */
  supplierId: string
  onChoose: (product: FoundProduct) => void
}

/** Scan or type: a whole barcode and Enter takes the product at once, a name offers what fits. */
export const ProductFinder = forwardRef<{ focus(): void }, ProductFinderProps>(
  function ProductFinder({ supplierId, onChoose }, ref) {
    const { slug } = useOffice()
    const { t } = useTranslation('buying')
    const [query, setQuery] = useState('')
    const field = useRef<HTMLInputElement>(null)
    useImperativeHandle(ref, () => ({ focus: () => field.current?.focus() }))
    const finder = useFetcher<Answer>()
    /** Enter was pressed for this text: what it finds is taken as soon as it is known. */
    const [entered, setEntered] = useState<string>()
    const answer = finder.state === 'idle' && finder.data?.q === query ? finder.data : undefined
    const take = (product: FoundProduct) => {
      onChoose(product)
      setQuery('')
      setEntered(undefined)
    }
    const taken = useRef(take)
    taken.current = take
    useEffect(() => {
      if (!answer || entered !== answer.q) return
      const [only, ...others] = answer.goods
      setEntered(undefined)
      if (only && others.length === 0) taken.current(only)
    }, [answer, entered])
    const look = (typed: string) => {
      setQuery(typed)
      if (typed.trim() === '') return
      const search = new URLSearchParams({ q: typed, ...(supplierId && { supplier: supplierId }) })
      finder.load(`/${slug}/stock/buying/find?${search}`)
    }
    const enter = (event: KeyboardEvent) => {
      if (event.key !== 'Enter') return
      event.preventDefault()
      if (query.trim() !== '') setEntered(query)
    }
    return (
      <div className="stack stack-tight">
        <FindField
          ref={field}
          label={t('find.label')}
          size="office"
          scans
          value={query}
          onChange={(event) => look(event.currentTarget.value)}
          onKeyDown={enter}
          below={
            answer?.goods.length === 0 && query.trim() !== '' ? (
              <span>{t('find.none', { search: query })}</span>
            ) : undefined
          }
        />
        {query.trim() !== '' && answer && answer.goods.length > 0 && (
          <ul className="found-goods" aria-label={t('find.found')}>
            {answer.goods.map((product) => (
              <li key={product.id}>
                <FoundGoods product={product} onChoose={() => take(product)} />
              </li>
            ))}
          </ul>
        )}
      </div>
    )
  },
)

function FoundGoods({ product, onChoose }: { product: FoundProduct; onChoose: () => void }) {
  const { t, i18n } = useTranslation('buying')
  const { name, unit, stockMilli, last } = product
  const quantity = `${formatQuantity(stockMilli)} ${unitWord(i18n, unit)}`
  return (
    <button type="button" className="found-product" onClick={onChoose}>
      <Plus aria-hidden="true" />
      <span>
        <b>{name}</b>
        <small>
          {t('find.stock', { quantity })}
          {last && ` · ${t('find.last', { price: lastWords(i18n, last) })}`}
        </small>
      </span>
    </button>
  )
}
