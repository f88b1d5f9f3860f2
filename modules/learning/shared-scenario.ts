import {
  type Fact,
  type Guard,
  HARMS,
  type Next,
  RESCUES,
  type Scenario,
  type ScenarioNode,
  type ScenarioOption,
} from './shared-course.ts'

/** How far somebody is in a scenario. A value: the player keeps it, and the checks try them all. */
export interface ScenarioState {
  nodeId: string
  facts: readonly Fact[]
}

export const startScenario = ({ start }: Pick<Scenario, 'start'>): ScenarioState => ({
  nodeId: start,
  facts: [],
})

export const nodeAt = (scenario: Scenario, { nodeId }: ScenarioState): ScenarioNode | undefined =>
  scenario.nodes.find(({ id }) => id === nodeId)

const holds = ({ when = [], unless = [] }: Guard, facts: readonly Fact[]): boolean =>
  when.every((fact) => facts.includes(fact)) && !unless.some((fact) => facts.includes(fact))

/** What can be chosen now; empty where there is nothing to choose. */
export function optionsAt(scenario: Scenario, state: ScenarioState): ScenarioOption[] {
  const node = nodeAt(scenario, state)
  return node?.kind === 'choice' ? node.options.filter((each) => holds(each, state.facts)) : []
}

/** Where a node without a choice goes on to; undefined at an end, or when no way is open. */
export function goOn(scenario: Scenario, state: ScenarioState): ScenarioState | undefined {
  const node = nodeAt(scenario, state)
  if (!node || node.kind === 'choice' || node.kind === 'end') return undefined
  const facts = node.kind === 'dial' ? withFacts(state.facts, node.sets) : state.facts
  const nodeId = resolve(node.next, facts)
  return nodeId === undefined ? undefined : { nodeId, facts }
}

/** What follows a choice; undefined for one that is not open. */
export function choose(
  scenario: Scenario,
  state: ScenarioState,
  optionId: string,
): ScenarioState | undefined {
  const option = optionsAt(scenario, state).find(({ id }) => id === optionId)
  return option && { nodeId: option.next, facts: withFacts(state.facts, option.sets ?? []) }
}

const resolve = (next: Next, facts: readonly Fact[]): string | undefined =>
  typeof next === 'string' ? next : next.find((way) => holds(way, facts))?.to

const withFacts = (facts: readonly Fact[], more: readonly Fact[]): Fact[] => [
  ...new Set([...facts, ...more]),
]

/** Something happened that can be undone only quickly. */
export const isHarmed = ({ facts }: ScenarioState): boolean =>
  HARMS.some((harm) => facts.includes(harm))

/** Somebody who can help was told. */
export const isRescued = ({ facts }: ScenarioState): boolean =>
  RESCUES.some((rescue) => facts.includes(rescue))

/** All that may follow a state: one way where there is no choice, one an open option where there is. */
export function waysFrom(scenario: Scenario, state: ScenarioState): ScenarioState[] {
  const options = optionsAt(scenario, state)
  if (options.length > 0) return options.flatMap(({ id }) => choose(scenario, state, id) ?? [])
  const next = goOn(scenario, state)
  return next ? [next] : []
}
