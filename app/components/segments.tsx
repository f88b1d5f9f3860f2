import type { LucideIcon } from 'lucide-react'
import { checkedness } from './choices.tsx'
import { classes } from './classes.ts'

export interface Segment<Value extends string = string> {
  value: Value
  label: string
  icon?: LucideIcon | undefined
  /** A count after the word (全部 214). */
  count?: number | undefined
  disabled?: boolean | undefined
}

export interface SegmentsProps<Value extends string> {
  /** Says what is being chosen, to screen readers. */
  label: string
  name: string
  segments: readonly Segment<Value>[]
  value?: Value | undefined
  defaultValue?: Value | undefined
  onChoose?: ((value: Value) => void) | undefined
  /** One bar instead of separate keys. */
  joined?: boolean | undefined
  /** Keys of one width in as many columns as fit: for many of them, or long words. */
  grid?: boolean | undefined
  size?: 'tap' | 'key' | undefined
}

/** One of a few, the current one filled with ink: radios, so arrows move and a form can send it. */
export function Segments<Value extends string>(props: SegmentsProps<Value>) {
  const { label, name, segments, value, defaultValue, onChoose, joined, grid, size } = props
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={classes('segments', joined && 'segments-joined', grid && 'segments-grid')}
    >
      {segments.map((segment) => (
        <label key={segment.value} className={segmentClass(size)}>
          <input
            type="radio"
            name={name}
            value={segment.value}
            disabled={segment.disabled}
            className="segment-input"
            {...checkedness(segment.value, value, defaultValue)}
            onChange={onChoose && (() => onChoose(segment.value))}
          />
          {segment.icon && <segment.icon aria-hidden="true" />}
          <span>{segment.label}</span>
          {segment.count !== undefined && <span>{segment.count}</span>}
        </label>
      ))}
    </div>
  )
}

/** For links that look like segments; give the current one `aria-current="page"`. */
export function segmentClass(size?: 'tap' | 'key' | undefined): string {
  return classes('segment', size === 'key' && 'segment-key')
}
