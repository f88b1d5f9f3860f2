import { answerAgent } from '#app/server/agent-edge.server.ts'

/** `POST /print/agent/<step>`: the program in a shop that prints on printers of its network. */
export const action = answerAgent
