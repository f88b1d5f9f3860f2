import type { LucideIcon } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'

export interface SureButtonProps {
  /** What it does, as the first key says. */
  label: string
  icon?: LucideIcon
  /** What it leads to, said before it happens. */
  text: string
  confirm: string
  onSure: () => void
}

/** Asks once more, in place, before something is taken away. */
export function SureButton({ label, icon, text, confirm, onSure }: SureButtonProps) {
  const { t } = useTranslation('ownphone')
  const textId = useId()
  const [isAsking, setAsking] = useState(false)
  if (!isAsking) {
    return (
      <Button icon={icon} onClick={() => setAsking(true)}>
        {label}
      </Button>
    )
  }
  return (
    <div className="stack stack-tight">
      <p id={textId} role="status">
        {text}
      </p>
      <div className="row">
        <Button
          kind="danger"
          aria-describedby={textId}
          onClick={() => {
            setAsking(false)
            onSure()
          }}
        >
          {confirm}
        </Button>
        <Button onClick={() => setAsking(false)}>{t('cancel')}</Button>
      </div>
    </div>
  )
}
