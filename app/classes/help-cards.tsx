import { Footprints, Hand } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '#app/components/avatar.tsx'
import { Button } from '#app/components/button.tsx'
import type { LiveLearner } from './class-live.ts'

const MINUTE_MS = 60_000

export interface HelpCardsProps {
  learners: LiveLearner[]
  onTake: (learnerId: string) => void
}

/** Who to walk to, and why; whoever asked stands first. */
export function HelpCards({ learners, onTake }: HelpCardsProps) {
  const { t } = useTranslation('classes')
  const needing = learners
    .filter(({ state }) => state === 'needs_help')
    .sort((a, b) => Number(b.hasAsked) - Number(a.hasAsked) || b.wrongInRow - a.wrongInRow)
  if (needing.length === 0) return null
  return (
    <section className="help-cards" aria-labelledby="help-title">
      <h2 id="help-title">
        <Hand aria-hidden="true" />
        {t('help.title', { count: needing.length })}
      </h2>
      <ul className="help-list">
        {needing.map((learner) => (
          <HelpCard key={learner.learnerId} learner={learner} onTake={onTake} />
        ))}
      </ul>
    </section>
  )
}

function HelpCard({ learner, onTake }: { learner: LiveLearner; onTake: HelpCardsProps['onTake'] }) {
  const { t } = useTranslation('classes')
  const { name, at, wrongInRow, comes } = learner
  const minutes = Math.floor((learner.stillMs ?? 0) / MINUTE_MS)
  return (
    <li className="help-card">
      <div className="help-who">
        <Avatar name={name} size="medium" />
        <div>
          <h3>{name}</h3>
          <p>
            {wrongInRow > 0
              ? t('help.wrong', { place: at, count: wrongInRow })
              : t('at', { place: at })}
          </p>
          {learner.hasAsked && <p className="help-why">{t('help.asked')}</p>}
          {minutes > 0 && <p className="help-why">{t('help.still', { count: minutes })}</p>}
        </div>
      </div>
      {comes ? (
        <p className="help-comes">
          <Footprints aria-hidden="true" />
          {comes.isMe ? t('help.i_come') : t('help.comes', { name: comes.name })}
        </p>
      ) : (
        <Button kind="outline" icon={Hand} wide onClick={() => onTake(learner.learnerId)}>
          {t('help.take')}
          <span className="visually-hidden"> {name}</span>
        </Button>
      )}
    </li>
  )
}
