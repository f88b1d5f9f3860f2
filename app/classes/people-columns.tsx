import { Check, Clock3, Ellipsis, type LucideIcon } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '#app/components/avatar.tsx'
import type { ClassLive, LiveLearner } from './class-live.ts'

const COLUMNS = [
  { state: 'working', icon: Clock3 },
  { state: 'done', icon: Check },
  { state: 'not_started', icon: Ellipsis },
] as const

/** Everybody who needs no help, in three lists. */
export function PeopleColumns({ live, children }: { live: ClassLive; children: ReactNode }) {
  return (
    <div className="class-columns">
      {COLUMNS.map(({ state, icon }) => (
        <Column
          key={state}
          state={state}
          icon={icon}
          blockCount={live.blockCount}
          learners={live.learners.filter((each) => each.state === state)}
        >
          {state === 'not_started' && children}
        </Column>
      ))}
    </div>
  )
}

function Column(props: {
  state: (typeof COLUMNS)[number]['state']
  icon: LucideIcon
  blockCount: number
  learners: LiveLearner[]
  children: ReactNode
}) {
  const { state, icon: Icon, blockCount, learners, children } = props
  const { t } = useTranslation('classes')
  const titleId = useId()
  return (
    <section aria-labelledby={titleId}>
      <h2 id={titleId} className="class-column-title">
        <Icon aria-hidden="true" />
        <span>{t(`column.${state}`)}</span>
        <span className="class-column-count">{learners.length}</span>
      </h2>
      <ul className="class-people">
        {learners.map((learner) => (
          <li key={learner.learnerId}>
            <Avatar name={learner.name} />
            <span className="class-person">{learner.name}</span>
            {state === 'working' && <Squares done={learner.doneBlocks} all={blockCount} />}
          </li>
        ))}
      </ul>
      {children}
    </section>
  )
}

/** Past so many squares a row no longer fits a phone. */
const MOST_SQUARES = 8

/** How far somebody is: a square a block, or a share of eight in a long lesson. */
function Squares({ done, all }: { done: number; all: number }) {
  const { t } = useTranslation('classes')
  const count = Math.min(all, MOST_SQUARES)
  const filled = all > MOST_SQUARES ? Math.floor((done / all) * count) : Math.min(done, count)
  return (
    <span className="class-squares">
      <span className="visually-hidden">{t('progress', { done, all })}</span>
      <svg viewBox={`0 0 ${count * 12} 10`} aria-hidden="true" className="class-squares-row">
        {Array.from({ length: count }, (_, index) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: squares have no other name.
            key={index}
            className={index < filled ? 'square-done' : 'square-open'}
            x={index * 12 + 0.75}
            y="0.75"
            width="8.5"
            height="8.5"
            rx="2"
          />
        ))}
      </svg>
    </span>
  )
}
