import {
  type Ending,
  type Fact,
  goOn,
  isHarmed,
  isRescued,
  nodeAt,
  type Scenario,
  type ScenarioNode,
  type ScenarioState,
  startScenario,
  choose as takeOption,
} from '#modules/learning/shared.ts'

/** One time through a scenario. */
export interface Play {
  playId: string
  state: ScenarioState
  /** What happened so far, the place where one is now last. */
  log: Step[]
  /** When harm was done, in the clock's milliseconds. */
  harmedAtMs?: number
  /** When somebody who can help was called. */
  rescuedAtMs?: number
}

/** A place that was reached, and what was chosen there. */
export interface Step {
  nodeId: string
  optionId?: string
}

export function startPlay(scenario: Scenario, playId: string): Play {
  const state = startScenario(scenario)
  return { playId, state, log: [{ nodeId: state.nodeId }] }
}

/** Goes on from where nothing is chosen; the same play where that can't be. */
export function stepOn(scenario: Scenario, play: Play, nowMs: number): Play {
  const next = goOn(scenario, play.state)
  return next ? arrive(play, next, play.log, nowMs) : play
}

/** Chooses; the same play where the choice is not open. */
export function choose(scenario: Scenario, play: Play, optionId: string, nowMs: number): Play {
  const next = takeOption(scenario, play.state, optionId)
  if (!next) return play
  const log = [...play.log.slice(0, -1), { nodeId: play.state.nodeId, optionId }]
  return arrive(play, next, log, nowMs)
}

function arrive(play: Play, state: ScenarioState, log: Step[], nowMs: number): Play {
  const isNewHarm = play.harmedAtMs === undefined && isHarmed(state)
  const harmedAtMs = isNewHarm ? nowMs : play.harmedAtMs
  const isNewRescue = play.rescuedAtMs === undefined && harmedAtMs !== undefined && isRescued(state)
  return {
    playId: play.playId,
    state,
    log: [...log, { nodeId: state.nodeId }],
    ...(harmedAtMs !== undefined && { harmedAtMs }),
    ...(isNewRescue && { rescuedAtMs: nowMs }),
    ...(!isNewRescue && play.rescuedAtMs !== undefined && { rescuedAtMs: play.rescuedAtMs }),
  }
}

/** Harm was done and nobody who can help knows: the seconds count. */
export const isCounting = (play: Play): boolean =>
  play.harmedAtMs !== undefined && play.rescuedAtMs === undefined

/** From the harm to the first call for help. */
export const rescueMsOf = ({ harmedAtMs, rescuedAtMs }: Play): number | undefined =>
  harmedAtMs === undefined || rescuedAtMs === undefined ? undefined : rescuedAtMs - harmedAtMs

/** What is told of a play when it has ended. */
export function endOf(
  scenario: Scenario,
  play: Play,
): { ending: Ending; facts: Fact[]; rescueMs?: number } | undefined {
  const node = nodeAt(scenario, play.state)
  if (node?.kind !== 'end') return undefined
  const rescueMs = rescueMsOf(play)
  return {
    ending: node.ending,
    facts: [...play.state.facts],
    ...(rescueMs !== undefined && { rescueMs }),
  }
}

type Line = Extract<ScenarioNode, { kind: 'message' | 'sms' | 'call' }>
type PageNode = Extract<ScenarioNode, { kind: 'page' }>
type Telling = Extract<ScenarioNode, { kind: 'pause' | 'reveal' }>

/** What is seen inside the practice frame: talk, a page, or what is told of how it went on. */
export type Scene =
  | { kind: 'talk'; lines: (Line | { id: string; kind: 'own'; text: string })[] }
  | { kind: 'page'; page: PageNode }
  | { kind: 'telling'; telling: Telling }
  | { kind: 'empty' }

const isLine = (node: ScenarioNode): node is Line =>
  node.kind === 'message' || node.kind === 'sms' || node.kind === 'call'

/** What the frame shows now: choices, dialling and ends stand outside of it and leave it as it is. */
export function sceneOf(scenario: Scenario, { log }: Play): Scene {
  let scene: Scene = { kind: 'empty' }
  for (const [at, { nodeId, optionId }] of log.entries()) {
    const node = scenario.nodes.find(({ id }) => id === nodeId)
    if (!node) continue
    if (isLine(node)) scene = { kind: 'talk', lines: [...linesOf(scene), node] }
    else if (node.kind === 'page') scene = { kind: 'page', page: node }
    else if (node.kind === 'pause' || node.kind === 'reveal')
      scene = { kind: 'telling', telling: node }
    else if (node.kind === 'choice' && scene.kind === 'talk') {
      const option = node.options.find(({ id }) => id === optionId)
      const own = option && { id: `${at}`, kind: 'own' as const, text: option.text }
      if (own) scene = { kind: 'talk', lines: [...scene.lines, own] }
    }
  }
  return scene
}

const linesOf = (scene: Scene) => (scene.kind === 'talk' ? scene.lines : [])

/** Why what was met was odd, in the order of meeting; told when all is over. */
export function flagsOf(
  scenario: Scenario,
  { log }: Play,
): { id: string; text: string; flag: string }[] {
  const met = new Set(log.map(({ nodeId }) => nodeId))
  return [...met].flatMap((nodeId) => {
    const node = scenario.nodes.find(({ id }) => id === nodeId)
    return node && 'flag' in node && node.flag !== undefined
      ? [{ id: node.id, text: node.text, flag: node.flag }]
      : []
  })
}

/**
 * How a place goes on: `at_once` where what comes next stands below it, `soon` after a moment to
 * read, `press` when somebody says so; undefined where something has to be chosen or dialled.
 */
export function wayOn(scenario: Scenario, play: Play): 'at_once' | 'soon' | 'press' | undefined {
  const node = nodeAt(scenario, play.state)
  const next = goOn(scenario, play.state)
  if (!node || !next || node.kind === 'dial') return undefined
  const following = nodeAt(scenario, next)
  if (following?.kind === 'choice') return isLine(node) ? 'soon' : 'at_once'
  return following && isLine(node) && isLine(following) ? 'soon' : 'press'
}
