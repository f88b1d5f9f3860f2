import { CircleCheck, RotateCcw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { CALLOUT_SIGNS } from './callout-signs.ts'
import { Next } from './screen.tsx'
import { useLesson } from './use-lesson.ts'

const MOVES = ['stop', 'ask', 'rescue'] as const

/** What was learned, and the one card that stands at the end of every lesson. */
export function FinishScreen({ onAgain, onDone }: { onAgain: () => void; onDone: () => void }) {
  const { t } = useTranslation('lesson')
  const { lesson, pack } = useLesson()
  const outcomes = pack.outcomes.filter(({ id }) => lesson.outcomes.includes(id))
  return (
    <>
      <div className="lesson-finish-head">
        <CircleCheck aria-hidden="true" />
        <h1>{t('finish.title')}</h1>
      </div>
      {outcomes.length > 0 && (
        <section className="lesson-card">
          <h2>{t('finish.learned')}</h2>
          <ul className="lesson-outcomes" lang={pack.language}>
            {outcomes.map(({ id, text }) => (
              <li key={id}>{text}</li>
            ))}
          </ul>
        </section>
      )}
      <ul className="lesson-moves" aria-label={t('finish.card')}>
        {MOVES.map((move) => {
          const Sign = CALLOUT_SIGNS[move]
          return (
            <li key={move} className={`lesson-move lesson-tone-${move}`}>
              <Sign aria-hidden="true" />
              <span>
                <strong>{t(`move.${move}`)}</strong>
                <span>{t(`moveHow.${move}`)}</span>
              </span>
            </li>
          )
        })}
      </ul>
      <Next label={t('finish.leave')} icon="check" onPress={onDone} />
      <Button size="key" wide icon={RotateCcw} onClick={onAgain}>
        {t('finish.again')}
      </Button>
    </>
  )
}
