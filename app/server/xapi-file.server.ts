import type { listStatements } from '#modules/learning/index.ts'
import { fileResponse } from './file-response.server.ts'

type Statements = Awaited<ReturnType<typeof listStatements>>

/** Statements as a file that learning record stores take: a JSON array, in the words of xAPI 1.0.3. */
export const statementsFile = (statements: Statements, of: 'class' | 'learner'): Response =>
  fileResponse(JSON.stringify(statements, null, 2), {
    name: `${of}-xapi.json`,
    type: 'application/json; charset=utf-8',
    headers: { 'X-Experience-API-Version': '1.0.3' },
  })
