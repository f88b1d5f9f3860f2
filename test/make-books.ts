import type { JournalInput } from '#modules/bookkeeping/shared.ts'
import { newId } from '#modules/kernel/ids.ts'

/** A balanced entry by hand: rent of NT$500 in cash on a day, unless told. */
export const journalOf = (more: Partial<JournalInput> = {}): JournalInput => ({
  id: newId(),
  postedOn: '2026-10-05',
  memo: '',
  postings: [
    { code: '6101', amountMinor: 500 },
    { code: '1101', amountMinor: -500 },
  ],
  ...more,
})
