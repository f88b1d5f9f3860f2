import { type ReactNode, useRef } from 'react'
import { useArrowKeys } from './arrow-keys.ts'

export interface ShelfProps {
  label: string
  /** `ProductTile`s. */
  children: ReactNode
}

/** The grid of tiles; arrows walk it in every direction. */
export function Shelf({ label, children }: ShelfProps) {
  const ref = useRef<HTMLElement>(null)
  useArrowKeys(ref, '.tile', 'grid')
  return (
    <section ref={ref} className="shelf" aria-label={label}>
      {children}
    </section>
  )
}
