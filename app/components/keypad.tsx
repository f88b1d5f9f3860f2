import { ArrowLeft } from 'lucide-react'
import { Button } from './button.tsx'

/** Digits typed so far, as the till keeps them: no leading zero, at most eight digits. */
const MOST_DIGITS = 8
const KEYS = ['7', '8', '9', '4', '5', '6', '1', '2', '3', '00', '0'] as const

export type Keystroke = (typeof KEYS)[number] | 'back'

/** The digits after one more key. */
export function typeKey(digits: string, key: Keystroke): string {
  if (key === 'back') return digits.slice(0, -1)
  return `${digits}${key}`.replace(/^0+/, '').slice(0, MOST_DIGITS)
}

export interface KeypadProps {
  label: string
  /** The word on the key that takes a digit back. */
  backLabel: string
  onKey: (key: Keystroke) => void
}

/** Keys for an amount. Whoever shows it also listens to the digits of a real keyboard. */
export function Keypad({ label, backLabel, onKey }: KeypadProps) {
  return (
    <fieldset className="keypad" aria-label={label}>
      {KEYS.map((key) => (
        <Button key={key} size="key" className="keypad-key" onClick={() => onKey(key)}>
          {key}
        </Button>
      ))}
      <Button size="key" icon={ArrowLeft} onClick={() => onKey('back')}>
        {backLabel}
      </Button>
    </fieldset>
  )
}
