import { useTranslation } from 'react-i18next'
import type { LiveLearner } from './class-live.ts'

const STATES = ['needs_help', 'working', 'done', 'not_started'] as const

/** Where everybody is, as shares of one bar, each with its word and number. */
export function ClassBar({ learners }: { learners: LiveLearner[] }) {
  const { t } = useTranslation('classes')
  const parts = STATES.map((state) => ({
    state,
    count: learners.filter((each) => each.state === state).length,
  })).filter(({ count }) => count > 0)
  if (parts.length === 0) return null
  return (
    <ul className="class-bar" aria-label={t('bar')}>
      {parts.map(({ state, count }) => (
        <li
          key={state}
          className={`class-bar-part is-${state}`}
          // Set on the element itself: the policy lets no page bring styles in its text.
          ref={(element) => element?.style.setProperty('flex-grow', String(count))}
        >
          {t(`state.${state}`)} {count}
        </li>
      ))}
    </ul>
  )
}
