import { ArrowLeft } from 'lucide-react'
import { type ReactNode, type Ref, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'

export interface NumberEntryProps {
  label: string
  /** What was typed, as it was typed. */
  value: string
  onChange: (value: string) => void
  unit?: string | undefined
  /** A point among the keys, for weights. */
  hasPoint: boolean
  error?: string | undefined
  /** What the entry comes to, below it. */
  hint?: ReactNode
  inputRef?: Ref<HTMLInputElement> | undefined
}

const MOST_CHARACTERS = 10

/** A number to type on keys of 64 px, on a real keyboard, or both. */
export function NumberEntry(props: NumberEntryProps) {
  const { label, value, onChange, unit, hasPoint, error, hint, inputRef } = props
  const { t } = useTranslation('till')
  const id = useId()
  const keys = ['7', '8', '9', '4', '5', '6', '1', '2', '3', hasPoint ? '.' : '00', '0']
  const change = (next: string) => onChange(next.slice(0, MOST_CHARACTERS))
  return (
    <div className="till-number">
      <label className="received" htmlFor={id}>
        <span className="received-label">{label}</span>
        <span className="till-number-value">
          <input
            id={id}
            ref={inputRef}
            // The keys below are for fingers; the phone's own keyboard would cover them.
            inputMode="none"
            autoComplete="off"
            className="till-number-input"
            value={value}
            aria-invalid={error ? true : undefined}
            aria-describedby={`${id}-below`}
            onChange={(event) => change(event.currentTarget.value)}
          />
          {unit && <span>{unit}</span>}
        </span>
      </label>
      <p id={`${id}-below`} className={error ? 'field-error' : 'till-number-hint'} role="status">
        {error ?? hint}
      </p>
      <fieldset className="keypad" aria-label={t('pay.keypad')}>
        {keys.map((key) => (
          <Button key={key} size="key" className="keypad-key" onClick={() => change(value + key)}>
            {key}
          </Button>
        ))}
        <Button size="key" icon={ArrowLeft} onClick={() => onChange(value.slice(0, -1))}>
          {t('pay.backspace')}
        </Button>
      </fieldset>
    </div>
  )
}
