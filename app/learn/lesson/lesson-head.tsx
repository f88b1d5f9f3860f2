import { ArrowLeft } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { classes } from '#app/components/classes.ts'

/** 先離開, which keeps the place, and how far it is. */
export function LessonHead(props: { at: number; of: number; onLeave: () => void }) {
  const { at, of, onLeave } = props
  const { t } = useTranslation('lesson')
  const place = Math.min(at + 1, of)
  return (
    <header className="lesson-head">
      <Button kind="bare" size="key" icon={ArrowLeft} onClick={onLeave} aria-keyshortcuts="Escape">
        {t('leave')}
      </Button>
      <div
        className="lesson-progress"
        role="progressbar"
        aria-label={t('progress.label')}
        aria-valuemin={1}
        aria-valuemax={of}
        aria-valuenow={place}
        aria-valuetext={t('progress.value', { place, of })}
      >
        {Array.from({ length: of }, (_, pill) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pills have nothing but their place.
          <span key={pill} className={classes('lesson-pill', pill <= at && 'lesson-pill-done')} />
        ))}
      </div>
      <span className="lesson-count" aria-hidden="true">
        {place}／{of}
      </span>
    </header>
  )
}
