import { Presentation } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { AnswerBars } from './answer-bars.tsx'
import type { ClassLive, LiveQuestion } from './class-live.ts'

/** The question that most are stuck at, what they answered, and what to say about it. */
export function HardQuestion({ live }: { live: ClassLive }) {
  const { t } = useTranslation('classes')
  const [chosenId, setChosenId] = useState<string>()
  const [isListOpen, setIsListOpen] = useState(false)
  const shownId = chosenId ?? live.hardIds[0]
  const shown = live.questions.find(({ id }) => id === shownId)
  return (
    <aside className="hard-question" aria-labelledby="hard-title">
      {shown ? (
        <Shown live={live} question={shown} isHardest={shown.id === live.hardIds[0]} />
      ) : (
        <h2 id="hard-title">{t('hard.none')}</h2>
      )}
      {isListOpen && (
        <ul className="question-list">
          {live.questions.map((question) => (
            <li key={question.id}>
              <Button
                kind="quiet"
                aria-pressed={question.id === shownId}
                onClick={() => {
                  setChosenId(question.id)
                  setIsListOpen(false)
                }}
              >
                {t('hard.of', {
                  place: question.place,
                  wrong: question.wrong,
                  answered: question.answered,
                })}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {live.questions.length > 1 && (
        <Button wide aria-expanded={isListOpen} onClick={() => setIsListOpen(!isListOpen)}>
          {t('hard.others')}
        </Button>
      )}
    </aside>
  )
}

function Shown(props: { live: ClassLive; question: LiveQuestion; isHardest: boolean }) {
  const { live, question, isHardest } = props
  const { t } = useTranslation('classes')
  const { slug } = useOffice()
  const { id, courseId, lessonId } = live
  const wall = `/${slug}/courses/${courseId}/${lessonId}/project?${new URLSearchParams({ class: id, question: question.id })}`
  return (
    <>
      <header>
        {isHardest && <p className="muted">{t('hard.most')}</p>}
        <h2 id="hard-title">
          {t('hard.place', { place: question.place })}
          <br />
          {question.text}
        </h2>
      </header>
      <p>{t('hard.counts', { wrong: question.wrong, answered: question.answered })}</p>
      <AnswerBars question={question} />
      <div className="hard-say">
        <h3>{t('hard.say')}</h3>
        <p>{question.explain}</p>
      </div>
      <a
        href={wall}
        target="_blank"
        rel="noreferrer"
        className={buttonClass({ kind: 'primary', size: 'key', wide: true })}
      >
        <ButtonFace icon={Presentation}>{t('hard.project')}</ButtonFace>
      </a>
    </>
  )
}
