import { ChevronLeft, Hand } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { useLesson } from './use-lesson.ts'

export interface LessonFootProps {
  blockId: string
  onBack?: (() => void) | undefined
  onHelp?: (() => void) | undefined
}

/** Back to the block before, and 請老師來. */
export function LessonFoot({ blockId, onBack, onHelp }: LessonFootProps) {
  const { t } = useTranslation('lesson')
  const { note, place } = useLesson()
  const [isAsked, setAsked] = useState(false)
  const ask = () => {
    if (isAsked) return
    setAsked(true)
    note({ type: 'help.asked', body: { ...place, blockId } })
    onHelp?.()
  }
  return (
    <footer className="lesson-foot">
      {onBack && (
        <Button size="key" icon={ChevronLeft} onClick={onBack}>
          {t('back')}
        </Button>
      )}
      <Button size="key" icon={Hand} onClick={ask} aria-pressed={isAsked}>
        {t('help.ask')}
      </Button>
      <p role="status" className="lesson-foot-said">
        {isAsked && t('help.coming')}
      </p>
    </footer>
  )
}
