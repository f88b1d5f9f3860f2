import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Scenario } from '#modules/learning/shared.ts'
import { Bubble } from './bubble.tsx'
import { Listen } from './listen.tsx'
import { PracticeFrame } from './practice-frame.tsx'
import { Phrases } from './rich-text.tsx'
import { type Play, type Scene, sceneOf } from './scenario-state.ts'
import { useLesson } from './use-lesson.ts'

/** What is seen of the pretend phone, letter or page. */
export function ScenarioScene({ scenario, play }: { scenario: Scenario; play: Play }) {
  const { isCalm } = useLesson()
  const end = useRef<HTMLDivElement>(null)
  const scene = sceneOf(scenario, play)
  const via = scene.kind === 'page' ? 'page' : scenario.channel
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is new comes into view.
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest', behavior: isCalm ? 'auto' : 'smooth' })
  }, [play.log.length, isCalm])
  return (
    <PracticeFrame sender={{ via, from: scenario.from, note: scenario.note }}>
      <div role="log" aria-live="polite" className="practice-scene">
        <SceneView scenario={scenario} scene={scene} />
      </div>
      <div ref={end} className="practice-end" />
    </PracticeFrame>
  )
}

function SceneView({ scenario, scene }: { scenario: Scenario; scene: Scene }) {
  const { t } = useTranslation('lesson')
  const { pack } = useLesson()
  switch (scene.kind) {
    case 'empty':
      return null
    case 'talk':
      return (
        <>
          <p className="practice-time">{t('practice.today', { time: scenario.time })}</p>
          {scene.lines.map((line, at) => (
            <Bubble
              // biome-ignore lint/suspicious/noArrayIndexKey: the same words may be said twice.
              key={`${line.id}:${at}`}
              id={`${scenario.id}:${line.id}`}
              text={line.text}
              isOwn={line.kind === 'own' || line.speaker === 'me'}
              isMain={at === scene.lines.length - 1}
            />
          ))}
        </>
      )
    case 'page':
      return (
        <div className="practice-screen">
          <p className="practice-address">{scene.page.address}</p>
          <p className="practice-heading" lang={pack.language}>
            {scene.page.title}
          </p>
          <Bubble id={`${scenario.id}:${scene.page.id}`} text={scene.page.text} isMain />
        </div>
      )
    case 'telling': {
      const { id, text } = scene.telling
      return (
        <div className="practice-telling">
          <p className="practice-telling-head">{t('practice.then')}</p>
          <p lang={pack.language}>
            <Phrases text={text} />
          </p>
          <Listen id={`${scenario.id}:${id}`} text={text} isMain />
        </div>
      )
    }
  }
}
