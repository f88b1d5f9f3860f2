import { useRef } from 'react'
import { LineEditor } from './line-editor.tsx'
import { ProductFinder } from './product-finder.tsx'
import type { useLines } from './use-lines.ts'

export interface LineListProps {
  goods: ReturnType<typeof useLines>
  supplierId: string
  /** A refusal came back: say what is wrong with each line. */
  isChecked: boolean
  title: string
  /** An order may be written before anybody asked for prices. */
  mayLackAmount?: boolean | undefined
  /** Goods that come in may say until when they keep. */
  asksExpiry?: boolean | undefined
}

/** The goods of a paper: what was found is added at the end, and asks how many. */
export function LineList(props: LineListProps) {
  const { goods, supplierId, isChecked, title, mayLackAmount, asksExpiry } = props
  const finder = useRef<{ focus(): void }>(null)
  const { lines, add, set, remove } = goods
  return (
    <section className="stack" aria-label={title}>
      <h3>{title}</h3>
      {lines.map((line, index) => (
        <LineEditor
          key={line.key}
          line={line}
          isNew={index === lines.length - 1 && line.quantity === ''}
          isChecked={isChecked}
          mayLackAmount={mayLackAmount === true}
          asksExpiry={asksExpiry === true}
          onSet={(field, typed) => set(line.key, field, typed)}
          onRemove={() => remove(line.key)}
          onEnter={() => finder.current?.focus()}
        />
      ))}
      <ProductFinder ref={finder} supplierId={supplierId} onChoose={add} />
    </section>
  )
}
