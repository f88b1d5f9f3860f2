import { useCallback, useEffect, useRef, useState } from 'react'
import { sha256 } from '#app/offline/sha256.ts'
import { newId } from '#modules/kernel/shared.ts'
import { postJson } from './post-json.ts'
import {
  bodyOf,
  keepWaiting,
  MOST_AT_ONCE,
  readWaiting,
  type Waiting,
  whoIsThere,
} from './roll-queue.ts'

export interface RollPerson {
  learnerId: string
  name: string
  /** SHA-256 of their card's code in hex; null without a card. */
  cardHash: string | null
}

/** What was noted last, to be said aloud; `unknown` is a card of nobody here. */
export type Said = { kind: 'there' | 'away'; name: string } | { kind: 'unknown' } | { kind: 'card' }

const AGAIN_AFTER_MS = 4_000

interface RollInput {
  classId: string
  address: string
  people: RollPerson[]
  there: string[]
}

/** The roll of a class: every press counts at once, and reaches the server when there is a network. */
export function useRoll({ classId, address, people: first, there: knownFirst }: RollInput) {
  const [people, setPeople] = useState(first)
  const [known, setKnown] = useState<ReadonlySet<string>>(() => new Set(knownFirst))
  const [said, setSaid] = useState<Said>()
  const { waiting, add, state } = useSending({
    classId,
    address,
    onTaken: (taken, cards) => {
      const named = cards.flatMap(({ learner }) => (learner ? [learner] : []))
      setPeople((all) => withNew(all, named))
      setKnown((before) => {
        const now = whoIsThere(before, taken)
        for (const { learnerId } of named) now.add(learnerId)
        return now
      })
      const [last] = cards.slice(-1)
      if (last)
        setSaid(last.learner ? { kind: 'there', name: last.learner.name } : { kind: 'unknown' })
    },
  })
  const note = (person: RollPerson, isThere: boolean, how: 'tap' | 'card') => {
    const { learnerId, name } = person
    add([{ kind: 'note', id: newId(), learnerId, isThere, how, at: new Date().toISOString() }])
    setSaid({ kind: isThere ? 'there' : 'away', name })
  }
  const there = whoIsThere(known, waiting)
  const noteAll = () => {
    const at = new Date().toISOString()
    const missing = people.filter(({ learnerId }) => !there.has(learnerId))
    add(
      missing.map(({ learnerId }) => ({
        kind: 'note',
        id: newId(),
        learnerId,
        isThere: true,
        how: 'tap',
        at,
      })),
    )
  }
  const takeCard = async (code: string) => {
    const cardHash = await sha256(code.trim())
    const person = people.find((each) => each.cardHash === cardHash)
    if (person) return note(person, true, 'card')
    add([{ kind: 'card', id: newId(), cardHash, at: new Date().toISOString() }])
    setSaid({ kind: 'card' })
  }
  return { people, there, said, waitingCount: waiting.length, state, note, noteAll, takeCard }
}

interface CardAnswer {
  id: string
  learner: { learnerId: string; name: string } | null
}

interface Sending {
  classId: string
  address: string
  onTaken: (taken: readonly Waiting[], cards: readonly CardAnswer[]) => void
}

/** Sends what waits, one request after the other, for as long as anything does. */
function useSending({ classId, address, onTaken }: Sending) {
  const queue = useRef<Waiting[]>([])
  const isSending = useRef(false)
  const taken = useRef(onTaken)
  taken.current = onTaken
  const [waiting, setWaiting] = useState<readonly Waiting[]>([])
  const [state, setState] = useState<'online' | 'offline' | 'refused'>('online')
  const change = useCallback(
    (next: Waiting[]) => {
      queue.current = next
      keepWaiting(classId, next)
      setWaiting(next)
    },
    [classId],
  )
  const send = useCallback(async () => {
    if (isSending.current) return
    isSending.current = true
    while (queue.current.length > 0) {
      const batch = queue.current.slice(0, MOST_AT_ONCE)
      const answer = await postJson(address, bodyOf(batch))
      if (answer.kind !== 'ok') {
        setState(answer.kind === 'refused' ? 'refused' : 'offline')
        break
      }
      setState('online')
      const sent = new Set(batch.map(({ id }) => id))
      taken.current(batch, cardsOf(answer.value))
      change(queue.current.filter(({ id }) => !sent.has(id)))
    }
    isSending.current = false
  }, [address, change])
  useEffect(() => {
    change(readWaiting(classId))
    void send()
    const timer = setInterval(() => void send(), AGAIN_AFTER_MS)
    return () => clearInterval(timer)
  }, [classId, change, send])
  const add = (more: Waiting[]) => {
    change([...queue.current, ...more])
    void send()
  }
  return { waiting, add, state }
}

function cardsOf(value: unknown): CardAnswer[] {
  const cards = typeof value === 'object' && value !== null && 'cards' in value ? value.cards : []
  return Array.isArray(cards) ? (cards as CardAnswer[]) : []
}

function withNew(people: RollPerson[], named: readonly { learnerId: string; name: string }[]) {
  const missing = named.filter(
    ({ learnerId }) => !people.some((each) => each.learnerId === learnerId),
  )
  return missing.length === 0
    ? people
    : [...people, ...missing.map((each) => ({ ...each, cardHash: null }))]
}
