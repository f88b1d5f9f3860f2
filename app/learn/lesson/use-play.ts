import { useCallback, useEffect, useRef, useState } from 'react'
import { newId } from '#modules/kernel/shared.ts'
import type { Scenario } from '#modules/learning/shared.ts'
import { choose, endOf, type Play, startPlay, stepOn, wayOn } from './scenario-state.ts'
import { useLesson } from './use-lesson.ts'

/** Time to see that something new has come. */
const MOMENT_MS = 750

export interface Playing {
  play: Play
  /** A call rings until it is taken. */
  isRinging: boolean
  take: () => void
  on: () => void
  choose: (optionId: string) => void
  again: () => void
}

/** One scenario, played as often as somebody likes; what they choose is written down. */
export function usePlay(scenario: Scenario): Playing {
  const { note, place, isCalm } = useLesson()
  const [play, setPlay] = useState(() => startPlay(scenario, newId()))
  const [isRinging, setRinging] = useState(scenario.channel === 'call')
  const on = useCallback(
    () => setPlay((before) => stepOn(scenario, before, Date.now())),
    [scenario],
  )
  useGoingOn(scenario, play, isRinging, isCalm, on)
  useEndNote(scenario, play)
  return {
    play,
    isRinging,
    take: () => setRinging(false),
    on,
    choose: (optionId) => {
      const nodeId = play.state.nodeId
      const next = choose(scenario, play, optionId, Date.now())
      if (next === play) return
      const { playId } = play
      const body = { ...place, scenarioId: scenario.id, playId, nodeId, optionId }
      note({ type: 'scenario.chose', body })
      setPlay(next)
    },
    again: () => {
      setPlay(startPlay(scenario, newId()))
      setRinging(scenario.channel === 'call')
    },
  }
}

/** Messages come one after the other; all at once for whoever wants no movement. */
function useGoingOn(
  scenario: Scenario,
  play: Play,
  isRinging: boolean,
  isCalm: boolean,
  on: () => void,
) {
  useEffect(() => {
    const way = wayOn(scenario, play)
    if (isRinging || (way !== 'at_once' && way !== 'soon')) return
    const timer = setTimeout(on, way === 'at_once' || isCalm ? 0 : MOMENT_MS)
    return () => clearTimeout(timer)
  }, [scenario, play, isRinging, isCalm, on])
}

function useEndNote(scenario: Scenario, play: Play) {
  const { note, place } = useLesson()
  const written = useRef('')
  useEffect(() => {
    const end = endOf(scenario, play)
    if (!end || written.current === play.playId) return
    written.current = play.playId
    const body = { ...place, scenarioId: scenario.id, playId: play.playId, ...end }
    note({ type: 'scenario.ended', body })
  }, [scenario, play, note, place])
}
