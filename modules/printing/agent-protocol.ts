/** What a shop's agent and the server say to each other; the agent's copy is bundled from this file. */

/** The agent's version, shown on the owner's page. */
export const AGENT_VERSION = '1.0.0'
/** The server holds a question for a paper this long when there is none. */
export const AGENT_WAIT_MS = 25_000

/** A paper, as it is handed to an agent. */
export type AgentPaper = {
  jobId: string
  printerId: string
  /** Where it goes: an address in the shop's network, or a file of the agent's machine. */
  target: { host: string; port: number } | { devicePath: string }
  /** Base64 of the printer's own bytes. */
  bytes: string
}

/** What an agent says of a paper. `sent`: the printer took every byte. */
export type AgentOutcome = 'sent' | 'not_begun' | 'unknown'
