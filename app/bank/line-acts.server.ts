import { z } from 'zod'
import {
  bookLine,
  matchLine,
  matchLines,
  rules,
  settleLine,
  undoMatch,
} from '#modules/banking/index.ts'
import {
  LineEntryForm,
  MAX_TOGETHER,
  PostingRef,
  RuleForm,
  SettlementForm,
} from '#modules/banking/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'

const lineId = z.uuid()
const Memo = LineEntryForm.shape.memo

const Pair = z.string().transform((text, context) => {
  const [line, ref] = text.split('=')
  const pair = z.object({ lineId, posting: PostingRef }).safeParse({ lineId: line, posting: ref })
  if (pair.success) return pair.data
  context.addIssue({ code: 'custom', message: 'field.wrong' })
  return z.NEVER
})

/** What somebody does with lines: on the list, or on the page of one line. */
export const LineAct = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('match'),
    lineId,
    postings: z.array(PostingRef).min(1, 'banking.nothing_ticked').max(MAX_TOGETHER).default([]),
  }),
  z.object({
    intent: z.literal('sure'),
    bankAccountId: z.uuid(),
    pairs: z.array(Pair).max(MAX_TOGETHER).default([]),
  }),
  LineEntryForm.extend({
    intent: z.literal('book'),
    lineId,
    remember: z.literal('yes').optional(),
    contains: z.string().max(60).default(''),
    direction: z.enum(['in', 'out']),
    bankAccountId: z.uuid(),
  }),
  SettlementForm.extend({ intent: z.literal('settle'), lineId, memo: Memo }),
  z.object({ intent: z.literal('undo'), lineId, reason: Memo }),
])
export type LineAct = z.output<typeof LineAct>

/** Does it; the answer says what the page tells. */
export async function actOnLines(tx: Tx, act: LineAct): Promise<{ done: string; count: number }> {
  switch (act.intent) {
    case 'match':
      await matchLine(tx, act)
      return { done: 'matched', count: 1 }
    case 'sure': {
      const { matched } = await matchLines(tx, act)
      return { done: 'matched', count: matched }
    }
    case 'settle':
      await settleLine(tx, act)
      return { done: 'booked', count: 1 }
    case 'undo':
      await undoMatch(tx, act)
      return { done: 'undone', count: 1 }
    case 'book':
      await bookLine(tx, act)
      await rememberRule(tx, act)
      return { done: 'booked', count: 1 }
  }
}

async function rememberRule(tx: Tx, act: LineAct & { intent: 'book' }): Promise<void> {
  if (act.remember !== 'yes') return
  const { contains, direction, accountCode, costCentreId, memo, bankAccountId } = act
  const form = { id: newId(), bankAccountId, contains, direction, accountCode, memo }
  await rules.saveRule(tx, RuleForm.parse({ ...form, costCentreId: costCentreId ?? '' }))
}
