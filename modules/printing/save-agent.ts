import { recordAudit } from '#modules/kernel/audit.ts'
import { database, type Tx } from '#modules/kernel/db.ts'
import { hashSecret, newSecret } from '#modules/kernel/ids.ts'
import { noAgent, unknownAgent } from './errors.ts'
import {
  findAgentByToken,
  insertAgent,
  selectAgents,
  setAgentRevoked,
} from './repository-agents.ts'

/** No shop has more computers that print than this. */
const MAX_AGENTS = 20
const PREFIX = 'tpa_'

/**
 * A computer in the shop that will print for it.
 * @param agent `id` is made by whoever asks, so that asking twice makes one.
 * @returns its token, which is shown once.
 */
export async function addAgent(tx: Tx, agent: { id: string; name: string }): Promise<string> {
  const token = newSecret(PREFIX)
  await insertAgent(tx, { ...agent, tokenHash: hashSecret(token) })
  await recordAudit(tx, {
    action: 'printing.agent_added',
    targetType: 'print_agent',
    targetId: agent.id,
    detail: { name: agent.name },
  })
  return token
}

/** @throws printing.unknown_agent */
export async function revokeAgent(tx: Tx, agentId: string): Promise<void> {
  if (!(await setAgentRevoked(tx, agentId))) throw unknownAgent()
  await recordAudit(tx, {
    action: 'printing.agent_revoked',
    targetType: 'print_agent',
    targetId: agentId,
  })
}

/** The shop's computers that print, by name. */
export const listAgents = (tx: Tx) => selectAgents(tx, MAX_AGENTS)

/**
 * Whose agent asks, by its token.
 * @throws printing.no_agent (401)
 */
export async function findAgent(token: string): Promise<{ tenantId: string; agentId: string }> {
  const agent = token.startsWith(PREFIX)
    ? await findAgentByToken(database(), hashSecret(token))
    : undefined
  if (!agent) throw noAgent()
  return agent
}
