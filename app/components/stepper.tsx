import { Minus, Plus } from 'lucide-react'
import { IconButton } from './button.tsx'

export interface StepperProps {
  /** The number as people say it (2, 1.2 斤). */
  value: string
  lessLabel: string
  moreLabel: string
  onLess: () => void
  onMore: () => void
  /** A press on the number, to type it. */
  onType?: (() => void) | undefined
  typeLabel?: string | undefined
}

/** One less, how many, one more. */
export function Stepper(props: StepperProps) {
  const { value, lessLabel, moreLabel, onLess, onMore, onType, typeLabel } = props
  return (
    <div className="stepper">
      <IconButton icon={Minus} label={lessLabel} size="key" onClick={onLess} />
      {onType ? (
        <button
          type="button"
          className="stepper-value stepper-type"
          aria-label={typeLabel && `${typeLabel} ${value}`}
          onClick={onType}
        >
          {value}
        </button>
      ) : (
        <output className="stepper-value">{value}</output>
      )}
      <IconButton icon={Plus} label={moreLabel} size="key" onClick={onMore} />
    </div>
  )
}
