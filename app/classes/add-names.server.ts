import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Tx } from '#modules/kernel/db.ts'
import { addLearners } from '#modules/learning/index.ts'
import { LearnerName } from '#modules/learning/shared.ts'

const MOST_NAMES = 60

/** Names of people, one a line; empty lines are nobody. */
export const NamesField = z
  .string()
  .max(6000)
  .default('')
  .transform((text) =>
    text
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  )
  .pipe(z.array(LearnerName).max(MOST_NAMES))

/**
 * Adds the people named in a form. Their ids come from the form's own and their line, so that a second
 * press adds nobody twice.
 */
export const addByName = (
  tx: Tx,
  { requestId, names }: { requestId: string; names: readonly string[] },
): Promise<string[]> =>
  addLearners(
    tx,
    names.map((displayName, line) => ({
      id: idOf(requestId, `${line} ${displayName}`),
      displayName,
    })),
  )

/** A uuid of version 8 from a hash: the same words give the same id. */
function idOf(requestId: string, words: string): string {
  const hex = createHash('sha256').update(`${requestId} ${words}`).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}
