import { ArrowLeft } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { PIN_LENGTH } from '#modules/pos/shared.ts'
import type { PinOutcome } from './pin.ts'

export interface PinPadProps {
  /** Whose PIN is asked for. */
  name: string
  check: (pin: string) => Promise<PinOutcome>
}

/** Six digits on keys of 64 px or on a real keyboard; the sixth one is the answer. */
export function PinPad({ name, check }: PinPadProps) {
  const { t } = useTranslation('till')
  const [pin, setPin] = useState('')
  const [outcome, setOutcome] = useState<PinOutcome>()
  const isChecking = useRef(false)

  const type = async (next: string) => {
    if (isChecking.current || next.length > PIN_LENGTH) return
    setOutcome(undefined)
    setPin(next)
    if (next.length < PIN_LENGTH) return
    isChecking.current = true
    try {
      setOutcome(await check(next))
    } finally {
      isChecking.current = false
      setPin('')
    }
  }
  const latest = useRef(type)
  latest.current = type
  const typed = useRef(pin)
  typed.current = pin
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (/^\d$/.test(event.key)) void latest.current(typed.current + event.key)
      else if (event.key === 'Backspace') void latest.current(typed.current.slice(0, -1))
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])

  return (
    <div className="pin-pad">
      <p className="pin-dots">
        <span className="visually-hidden" role="status">
          {t('lock.typed', { n: pin.length })}
        </span>
        {Array.from({ length: PIN_LENGTH }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the places of a PIN are its only names.
          <span key={index} aria-hidden="true" className={index < pin.length ? 'pin-full' : ''} />
        ))}
      </p>
      <p className="pin-said" role="alert">
        {outcome && sayOutcome(outcome, t)}
      </p>
      <fieldset className="keypad" aria-label={t('lock.keys', { name })}>
        {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((key) => (
          <Button key={key} size="key" className="keypad-key" onClick={() => void type(pin + key)}>
            {key}
          </Button>
        ))}
        <span />
        <Button size="key" className="keypad-key" onClick={() => void type(`${pin}0`)}>
          0
        </Button>
        <Button size="key" icon={ArrowLeft} onClick={() => void type(pin.slice(0, -1))}>
          {t('pay.backspace')}
        </Button>
      </fieldset>
    </div>
  )
}

type Translate = ReturnType<typeof useTranslation<'till'>>['t']

function sayOutcome(outcome: PinOutcome, t: Translate): string {
  switch (outcome.kind) {
    case 'right':
      return ''
    case 'wrong':
      return t('lock.wrong')
    case 'pause':
      return t('lock.pause', { seconds: outcome.seconds })
    case 'locked':
      return t('lock.locked')
  }
}
