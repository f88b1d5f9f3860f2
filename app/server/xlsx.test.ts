import { readSheet } from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { xlsxFile } from './xlsx.server.ts'

test('a table comes back from a reader of the format as it was, and no text becomes a formula', async () => {
  const bytes = await xlsxFile([
    {
      name: '損益 [2026]: 11月',
      columns: [
        { head: '科目', type: 'text' },
        { head: '金額', type: 'money' },
        { head: '日期', type: 'day' },
      ],
      rows: [
        ['=1+1', -1200, '2026-11-27'],
        ['泰武 ʉ', 0, null],
      ],
      sums: new Set([1]),
    },
  ])
  const rows = await readSheet(Buffer.from(bytes), 1)
  expect(rows).toEqual([
    ['科目', '金額', '日期'],
    ['=1+1', -1200, new Date('2026-11-27T00:00:00Z')],
    ['泰武 ʉ', 0, null],
  ])
})
