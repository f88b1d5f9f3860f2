import { Check, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { LiveQuestion } from './class-live.ts'

/** What was answered, in the words of the answers, with the right one marked; counts, never names. */
export function AnswerBars({ question }: { question: LiveQuestion }) {
  const { t } = useTranslation('classes')
  const most = Math.max(1, ...question.answers.map(({ count }) => count))
  return (
    <ul className="answer-bars">
      {question.answers.map(({ words, isRight, count }) => (
        <li key={words.join('\n')} className={isRight ? 'is-right' : 'is-wrong'}>
          <p className="answer-words">
            {isRight ? <Check aria-hidden="true" /> : <X aria-hidden="true" />}
            <span>
              <span className="visually-hidden">{isRight ? t('right') : t('wrong')} </span>
              {words.length > 0 ? words.join(t('and')) : t('nothing')}
            </span>
            <span className="answer-count">{t('people', { count })}</span>
          </p>
          <svg className="answer-bar" aria-hidden="true">
            <rect
              className={isRight ? 'tone-c1' : 'tone-c3'}
              width={`${(count / most) * 100}%`}
              height="100%"
              rx="3"
            />
          </svg>
        </li>
      ))}
    </ul>
  )
}
