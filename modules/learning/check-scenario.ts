import type { Next, Scenario } from './shared-course.ts'
import {
  isHarmed,
  isRescued,
  nodeAt,
  type ScenarioState,
  startScenario,
  waysFrom,
} from './shared-scenario.ts'

const keyOf = ({ nodeId, facts }: ScenarioState) => `${nodeId} ${[...facts].sort().join(' ')}`
/** Few scenarios have a hundred states; one with so many can't be tried to the end. */
const MOST_STATES = 5000

/**
 * Walks every way through a scenario: all nodes are reached, every way ends, what did harm ends in a
 * rescue, and there is more than one way.
 */
export function checkScenario(scenario: Scenario, say: (message: string) => void): void {
  const ids = new Set(scenario.nodes.map(({ id }) => id))
  const unknown = [scenario.start, ...scenario.nodes.flatMap(linksOf)].filter((id) => !ids.has(id))
  for (const id of new Set(unknown)) say(`it leads to "${id}", which is not there`)
  if (unknown.length > 0) return
  const states = walk(scenario)
  if (states.size > MOST_STATES) {
    say(`it has more than ${MOST_STATES} states`)
    return
  }
  const reached = new Set([...states.values()].map(({ state }) => state.nodeId))
  for (const id of ids) if (!reached.has(id)) say(`no way leads to "${id}"`)
  checkEndings(scenario, states, say)
  const ends = [...states.values()].filter(({ ways }) => ways.length === 0)
  const endings = new Set(ends.map(({ state }) => state.nodeId))
  if (endings.size < 2) say('it has one way only: let the learner choose')
  if (scenario.about === 'scam' && ![...states.values()].some(({ state }) => isHarmed(state)))
    say('nothing can go wrong in it: let a wrong choice set paid, told_otp or the like')
}

const linksOf = (node: Scenario['nodes'][number]): string[] => {
  if (node.kind === 'end') return []
  if (node.kind === 'choice') return node.options.map(({ next }) => next)
  return targetsOf(node.next)
}
const targetsOf = (next: Next): string[] =>
  typeof next === 'string' ? [next] : next.map(({ to }) => to)

type States = Map<string, { state: ScenarioState; ways: string[] }>

/** Every state that can be reached, with those that follow it. */
function walk(scenario: Scenario): States {
  const states: States = new Map()
  const open = [startScenario(scenario)]
  for (let state = open.pop(); state && states.size <= MOST_STATES; state = open.pop()) {
    const key = keyOf(state)
    if (states.has(key)) continue
    const ways = waysFrom(scenario, state)
    states.set(key, { state, ways: ways.map(keyOf) })
    open.push(...ways)
  }
  return states
}

function checkEndings(scenario: Scenario, states: States, say: (message: string) => void): void {
  const ending = new Set<string>()
  for (const [key, { state, ways }] of states) {
    const node = nodeAt(scenario, state)
    if (ways.length > 0) continue
    if (node?.kind !== 'end') {
      say(`"${state.nodeId}" goes no further after ${state.facts.join(', ') || 'nothing'}`)
      continue
    }
    ending.add(key)
    const harmed = isHarmed(state)
    if (harmed && !isRescued(state))
      say(`"${node.id}" ends badly without the rescue: call 165, the bank or 110 first`)
    if (harmed !== (node.ending === 'rescued'))
      say(`"${node.id}" says ${node.ending}, after ${state.facts.join(', ') || 'nothing'}`)
    if (node.ending === 'missed' && scenario.about !== 'genuine')
      say(`"${node.id}" says missed, which is for what is genuine`)
  }
  for (const key of statesThatNeverEnd(states, ending))
    say(`from "${states.get(key)?.state.nodeId}" no way ends`)
}

/** Works back from the endings: who is not met then, goes round for ever. */
function statesThatNeverEnd(states: States, ending: ReadonlySet<string>): string[] {
  const meets = new Set(ending)
  for (let before = -1; before !== meets.size; ) {
    before = meets.size
    for (const [key, { ways }] of states) if (ways.some((way) => meets.has(way))) meets.add(key)
  }
  return [...states.entries()]
    .filter(([key, { ways }]) => !meets.has(key) && ways.length > 0)
    .map(([key]) => key)
}
