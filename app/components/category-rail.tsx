import { type ReactNode, useRef } from 'react'
import { useArrowKeys } from './arrow-keys.ts'
import { Pictogram } from './pictogram.tsx'

export interface RailCategory {
  id: string
  label: string
  /** Pictogram id. */
  picture: string
}

export interface CategoryRailProps {
  label: string
  categories: readonly RailCategory[]
  current: string
  onChoose: (id: string) => void
  /** At the foot: the door to everything else (選單). */
  foot?: ReactNode
}

/** Switches the shelf. A column beside it on a tablet, a row above it on a phone. */
export function CategoryRail({ label, categories, current, onChoose, foot }: CategoryRailProps) {
  const ref = useRef<HTMLElement>(null)
  useArrowKeys(ref, 'button', 'grid')
  return (
    <nav ref={ref} className="rail" aria-label={label}>
      <div className="rail-keys">
        {categories.map((category) => (
          <button
            key={category.id}
            type="button"
            className="rail-key"
            aria-current={category.id === current ? 'true' : undefined}
            onClick={() => onChoose(category.id)}
          >
            <Pictogram id={category.picture} size="bare" />
            <span>{category.label}</span>
          </button>
        ))}
      </div>
      {foot && <div className="rail-foot">{foot}</div>}
    </nav>
  )
}
