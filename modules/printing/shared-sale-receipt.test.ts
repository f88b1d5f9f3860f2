import { expect, test } from 'vitest'
import { pieces, sampleReceipt } from '#test/sample-receipt.ts'
import { formatReceiptTime, ReceiptDocument } from './shared.ts'

test('a receipt says what the reference picture says', () => {
  const receipt = sampleReceipt()

  expect(ReceiptDocument.parse(receipt)).toEqual(receipt)
  expect(receipt.heading).toEqual({ shopName: '山下雜貨店', lines: ['電話 089-000-000'] })
  expect(receipt.meta).toMatchObject({
    issuedAtText: '民國115年11月23日（一）10:26',
    rows: [{ label: '經手', value: '陳美玉' }],
  })
  expect(receipt.items[2]).toEqual({ name: '高麗菜', detail: '35 × 1.2 斤', amountMinor: 42 })
  expect(receipt.items[5]).toEqual({ name: '冬瓜茶', detail: '25 × 2', amountMinor: 50 })
  expect(receipt.items[0]).toEqual({ name: '雞蛋 10 入', amountMinor: 78 })
  expect(receipt.payments).toEqual([{ label: '收現金', amountMinor: 1000 }])
  expect(receipt.change).toEqual({ label: '找零', amountMinor: 563 })
  expect(receipt.footer).toEqual(['本收據不是統一發票', '謝謝，慢走'])
  expect(receipt.tip?.lines).toHaveLength(2)
})

test('items, discounts and total add up on the paper', () => {
  const discounted = { ...pieces('白米', 165), amountMinor: 150, discountMinor: 15 }
  const receipt = sampleReceipt({
    lines: [discounted, pieces('茶', 25)],
    cartDiscountMinor: 5,
    totalMinor: 170,
  })

  const items = receipt.items.map(
    (item) => (item.amountMinor ?? 0) + (item.discount?.amountMinor ?? 0),
  )
  expect(items).toEqual([150, 25])
  expect(receipt.adjustments).toEqual([
    { label: '小計', amountMinor: 175 },
    { label: '折扣', amountMinor: -5 },
  ])
})

test('a reprint differs from its original by its mark alone', () => {
  const { meta: first, ...original } = sampleReceipt()
  const { meta: second, ...reprint } = sampleReceipt({ isReprint: true })

  expect(reprint).toEqual(original)
  expect(second).toEqual({ ...first, isReprint: true, reprintMark: '補印' })
})

test('an invoice user shows the tax and no disclaimer', () => {
  const receipt = sampleReceipt({ taxMinor: 21 }, { isInvoiceUser: true, taxId: '12345675' })

  expect(receipt.totals?.taxLines).toEqual([{ label: '內含營業稅', amountMinor: 21 }])
  expect(receipt.heading.lines).toContain('統一編號 12345675')
  expect(receipt.footer).toEqual(['謝謝，慢走'])
})

test.each([
  ['roc', 'zh-TW', '民國115年1月1日（四）00:05'],
  ['gregory', 'zh-TW', '2026年1月1日（四）00:05'],
  ['roc', 'en', 'Thu, 1 Jan 2026, 00:05'],
])('calendar %s in %s writes %s', (calendar, language, text) => {
  const options = { calendar, language, timeZone: 'Asia/Taipei' }
  expect(formatReceiptTime('2025-12-31T16:05:00Z', options)).toBe(text)
})

test('no text of a receipt is a bare key, in any language', () => {
  for (const language of ['zh-TW', 'en'] as const) {
    for (const tender of ['cash', 'card', 'line_pay', 'jkopay', 'transfer', 'voucher']) {
      for (const id of ['a', 'b', 'c', 'd']) {
        const sale = { id, payments: [{ tender, amountMinor: 437 }], cartDiscountMinor: 1 }
        const text = JSON.stringify(sampleReceipt(sale, {}, language))
        expect(text).not.toMatch(/receipt:|tender\.|tip\.|<strong>|\{\{/)
      }
    }
  }
})
