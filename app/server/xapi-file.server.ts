import type { listStatements } from '#modules/learning/index.ts'

type Statements = Awaited<ReturnType<typeof listStatements>>

/** Statements as a file that learning record stores take: a JSON array, in the words of xAPI 1.0.3. */
export const statementsFile = (statements: Statements, of: 'class' | 'learner'): Response =>
  new Response(JSON.stringify(statements, null, 2), {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'X-Experience-API-Version': '1.0.3',
      'Content-Disposition': `attachment; filename="${of}-xapi.json"`,
      'Cache-Control': 'no-store',
    },
  })
