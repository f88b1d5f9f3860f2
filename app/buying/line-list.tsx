import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { LineEditor } from './line-editor.tsx'
import { ProductFinder } from './product-finder.tsx'
import type { useLines } from './use-lines.ts'

export interface LineListProps {
  goods: ReturnType<typeof useLines>
  supplierId: string
  /** A refusal came back: say what is wrong with each line. */
  isChecked: boolean
}

/** The goods of a paper: what was found is added at the end, and asks how many. */
export function LineList({ goods, supplierId, isChecked }: LineListProps) {
  const { t } = useTranslation('buying')
  const finder = useRef<{ focus(): void }>(null)
  const { lines, add, set, remove } = goods
  return (
    <section className="stack" aria-label={t('line.title')}>
      <h3>{t('line.title')}</h3>
      {lines.map((line, index) => (
        <LineEditor
          key={line.key}
          line={line}
          isNew={index === lines.length - 1 && line.quantity === ''}
          isChecked={isChecked}
          onSet={(field, typed) => set(line.key, field, typed)}
          onRemove={() => remove(line.key)}
          onEnter={() => finder.current?.focus()}
        />
      ))}
      <ProductFinder ref={finder} supplierId={supplierId} onChoose={add} />
    </section>
  )
}
