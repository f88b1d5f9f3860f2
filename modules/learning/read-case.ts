import type { Question, Scenario } from './shared.ts'

/**
 * A case as it was published. It was made and checked by this program, and rows of it never change;
 * so it is read as what it was written as.
 */
export const readCase = (row: { scenario: unknown; question: unknown }) => ({
  scenario: row.scenario as Scenario,
  question: row.question as Question,
})
