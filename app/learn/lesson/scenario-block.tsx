import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useArrowKeys } from '#app/components/arrow-keys.ts'
import { nodeAt, optionsAt, type Scenario, type ScenarioNode } from '#modules/learning/shared.ts'
import { Choice } from './choice.tsx'
import { PretendPhone } from './pretend-phone.tsx'
import { Absent } from './question-block.tsx'
import { RescueClock } from './rescue-clock.tsx'
import { RingingCall } from './ringing-call.tsx'
import { ScenarioEnd } from './scenario-end.tsx'
import { ScenarioScene } from './scenario-scene.tsx'
import { isCounting, wayOn } from './scenario-state.ts'
import { AskHead, Next } from './screen.tsx'
import { type BlockProps, useLesson } from './use-lesson.ts'
import { type Playing, usePlay } from './use-play.ts'

export function ScenarioBlock({ block, onDone }: BlockProps<'scenario'>) {
  const { pack } = useLesson()
  const scenario = pack.scenarios.find(({ id }) => id === block.scenarioId)
  if (!scenario) return <Absent id={block.id} onDone={onDone} />
  return <ScenarioPlayer scenario={scenario} onDone={onDone} />
}

/** A rehearsal of what may happen, with the way out of it. */
function ScenarioPlayer({ scenario, onDone }: { scenario: Scenario; onDone: () => void }) {
  const { pack } = useLesson()
  const area = useRef<HTMLDivElement>(null)
  const playing = usePlay(scenario)
  const { play } = playing
  const node = nodeAt(scenario, play.state)
  /** What was pressed is gone afterwards: the focus stays in the scenario. */
  const stay = (act: () => void) => () => {
    act()
    area.current?.focus({ preventScroll: true })
  }
  return (
    <div className="scenario" tabIndex={-1} ref={area}>
      <h1 className="visually-hidden" lang={pack.language}>
        {scenario.title}
      </h1>
      {playing.isRinging ? (
        <RingingCall scenario={scenario} onTake={stay(playing.take)} />
      ) : (
        <Place scenario={scenario} playing={playing} node={node} stay={stay} onDone={onDone} />
      )}
    </div>
  )
}

interface PlaceProps {
  scenario: Scenario
  playing: Playing
  node: ScenarioNode | undefined
  stay: (act: () => void) => () => void
  onDone: () => void
}

function Place({ scenario, playing, node, stay, onDone }: PlaceProps) {
  const { t } = useTranslation('lesson')
  const { play } = playing
  if (node?.kind === 'end') {
    const again = stay(playing.again)
    return (
      <ScenarioEnd scenario={scenario} play={play} node={node} onAgain={again} onDone={onDone} />
    )
  }
  const clock = isCounting(play) && <RescueClock sinceMs={play.harmedAtMs ?? 0} />
  if (node?.kind === 'dial') {
    return (
      <>
        {clock}
        <PretendPhone key={play.log.length} node={node} onDone={stay(playing.on)} />
      </>
    )
  }
  return (
    <>
      <ScenarioScene scenario={scenario} play={play} />
      {clock}
      {node?.kind === 'choice' && (
        <Choosing node={node} scenario={scenario} playing={playing} stay={stay} />
      )}
      {wayOn(scenario, play) === 'press' && (
        <Next label={t('scenario.on')} onPress={stay(playing.on)} />
      )}
    </>
  )
}

function Choosing(
  props: Omit<PlaceProps, 'node' | 'onDone'> & { node: Extract<ScenarioNode, { kind: 'choice' }> },
) {
  const { scenario, playing, node, stay } = props
  const { play } = playing
  const options = optionsAt(scenario, play.state)
  const list = useRef<HTMLDivElement>(null)
  useArrowKeys(list, '[data-choice]', 'column')
  return (
    <fieldset className="scenario-choosing" aria-label={node.text}>
      <AskHead
        key={node.id}
        id={`${scenario.id}:${node.id}`}
        text={node.text}
        choices={options.map(({ text }) => text)}
        isPart
      />
      <div className="lesson-choices" ref={list}>
        {options.map(({ id, text, icon }) => (
          <Choice key={id} text={text} icon={icon} onPress={stay(() => playing.choose(id))} />
        ))}
      </div>
    </fieldset>
  )
}
