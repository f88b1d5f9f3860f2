import { Delete } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const

export interface DigitKeysProps {
  /** What the typed number is. */
  label: string
  typed: string
  onType: (typed: string) => void
  /** A telephone's keys have a star and a hash. */
  isPhone?: boolean | undefined
  most?: number | undefined
}

/** Keys like those of a telephone, and the digits of a real keyboard. */
export function DigitKeys({ label, typed, onType, isPhone, most = 10 }: DigitKeysProps) {
  const { t } = useTranslation('lesson')
  const press = (key: string) => onType(`${typed}${key}`.slice(0, most))
  const takeBack = () => onType(typed.slice(0, -1))
  useTyping(press, takeBack)
  return (
    <fieldset className="lesson-digits" aria-label={t('digits.keys')} data-digits="">
      <output className="lesson-typed" aria-label={label}>
        {typed}
      </output>
      <Button size="key" icon={Delete} onClick={takeBack}>
        {t('digits.back')}
      </Button>
      {KEYS.map((key) =>
        isPhone || /\d/.test(key) ? (
          <Button key={key} size="key" className="lesson-digit" onClick={() => press(key)}>
            {key}
          </Button>
        ) : key === '*' ? (
          <span key={key} />
        ) : null,
      )}
    </fieldset>
  )
}

function useTyping(press: (key: string) => void, takeBack: () => void) {
  const latest = useRef({ press, takeBack })
  useEffect(() => {
    latest.current = { press, takeBack }
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return
      if (/^[\d*#]$/.test(event.key)) latest.current.press(event.key)
      else if (event.key === 'Backspace') latest.current.takeBack()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
