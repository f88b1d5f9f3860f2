import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { pieces, sampleReceipt } from '#test/sample-receipt.ts'
import { ReceiptView } from './receipt-view.tsx'

const render = (...of: Parameters<typeof sampleReceipt>) =>
  renderToStaticMarkup(<ReceiptView document={sampleReceipt(...of)} />)

test('the screen says what the paper says', () => {
  const html = render({ isReprint: true, customerName: 'Lrm’ay <Paljaljuman>' })

  const words = html.replace(/<[^>]+>/g, '|')
  for (const text of ['山下雜貨店', '補印', '一機-0231', '35 × 1.2 斤', 'NT$437', '1,000', '563']) {
    expect(words).toContain(`|${text}|`)
  }
  expect(words).toContain('客人 Lrm’ay &lt;Paljaljuman&gt;')
  expect(html).toContain('lang="zh-TW"')
  expect(html).toContain('<time dateTime="2026-11-23T02:26:00.000Z">')
})

test('no inline styles, which the content security policy forbids', () => {
  const code = { modules: Array.from({ length: 21 }, () => '10'.repeat(10)) }
  const html = renderToStaticMarkup(
    <ReceiptView document={{ ...sampleReceipt(), codes: [code] }} widthDots={576} />,
  )
  expect(html).not.toContain('style=')
  expect(html).toContain('receipt-view-80')
})

test('the same goods twice are two rows', () => {
  const html = render({ lines: [pieces('茶', 25), pieces('茶', 25)] })
  expect(html.match(/<th scope="row">茶<\/th>/g)).toHaveLength(2)
})
