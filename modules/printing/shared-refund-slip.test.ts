import { expect, test } from 'vitest'
import { receiptTexts } from '#app/server/receipt-texts.ts'
import { buildRefundSlip, ReceiptDocument, type RefundToTell } from './shared.ts'

const REFUND: RefundToTell = {
  kind: 'refund',
  receiptNo: '1-0232',
  saleReceiptNo: '1-0231',
  refundedAt: '2026-11-23T02:26:00.000Z',
  cashierName: '陳美玉',
  tillName: '一號機',
  reason: 'defect',
  lines: [{ name: '冬瓜茶', unitLabel: '瓶', quantityMilli: 2000, amountMinor: 47 }],
  totalMinor: 47,
  taxMinor: 2,
  payments: [{ tender: 'cash', amountMinor: 47 }],
  isReprint: false,
}
const SHOP = {
  name: '山下雜貨店',
  isInvoiceUser: false,
  calendar: 'roc' as const,
  timeZone: 'Asia/Taipei',
  showTip: true,
}

test.each(['zh-TW', 'en'])('a refund slip in %s names the sale and what went back', (language) => {
  const slip = buildRefundSlip(REFUND, SHOP, receiptTexts(language).t, { language })
  expect(ReceiptDocument.parse(slip)).toEqual(slip)
  expect(slip.meta.rows[0]?.value).toBe('1-0231')
  expect(slip.totals?.totalMinor).toBe(47)
  // A key that has no text would stand there as it is.
  expect(JSON.stringify(slip)).not.toContain('receipt:')
})

test('a void calls itself one', () => {
  const { t } = receiptTexts('zh-TW')
  const titles = (['refund', 'void'] as const).map(
    (kind) => buildRefundSlip({ ...REFUND, kind }, SHOP, t, { language: 'zh-TW' }).title,
  )
  expect(titles).toEqual(['退貨單', '作廢單'])
})
