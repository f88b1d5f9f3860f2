import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Dialog } from '#app/components/dialog.tsx'

export interface UnusualDialogProps {
  /** What was typed, as people say it: NT$5,000, 30 瓶. */
  typed: string
  /** Left out when nobody knows. */
  usual: string | undefined
  onAgain: () => void
  onYes: () => void
}

/** 真的是 5,000 嗎？ One calm question; Enter looks again and never says yes by itself. */
export function UnusualDialog({ typed, usual, onAgain, onYes }: UnusualDialogProps) {
  const { t } = useTranslation('till')
  const again = useRef<HTMLButtonElement>(null)
  return (
    <Dialog
      open
      onClose={onAgain}
      closeLabel={t('unusual.close')}
      title={t('unusual.title', { typed })}
      initialFocus={again}
    >
      <div className="stack">
        <p className="till-question">
          {usual === undefined ? t('unusual.hint_new') : t('unusual.hint', { usual })}
        </p>
        <Button ref={again} kind="primary" size="pay" wide onClick={onAgain}>
          {t('unusual.again')}
        </Button>
        <Button size="key" wide onClick={onYes}>
          {t('unusual.yes', { typed })}
        </Button>
      </div>
    </Dialog>
  )
}
