import { useEffect, useState } from 'react'
import { newId } from '#modules/kernel/shared.ts'
import type { ClassLive, LiveLearner } from './class-live.ts'
import { postJson } from './post-json.ts'

/** Says that one is on the way to somebody: at once here, and to the others a moment later. */
export function useTakeHelp(live: ClassLive, address: string) {
  const [mine, setMine] = useState<ReadonlySet<string>>(new Set())
  const [hasFailed, setHasFailed] = useState(false)
  // What the server says is newer than what was pressed here.
  useEffect(() => {
    const needing = new Set(
      live.learners.flatMap(({ learnerId, state }) => (state === 'needs_help' ? [learnerId] : [])),
    )
    setMine((known) => new Set([...known].filter((id) => needing.has(id))))
  }, [live])
  const take = (learnerId: string) => {
    setMine((known) => new Set([...known, learnerId]))
    void postJson(address, { id: newId(), learnerId }).then((answer) => {
      setHasFailed(answer.kind !== 'ok')
      if (answer.kind !== 'ok')
        setMine((known) => new Set([...known].filter((id) => id !== learnerId)))
    })
  }
  const learners = live.learners.map(
    (learner): LiveLearner =>
      mine.has(learner.learnerId) && !learner.comes
        ? { ...learner, comes: { name: '', isMe: true } }
        : learner,
  )
  return { learners, take, hasFailed }
}
