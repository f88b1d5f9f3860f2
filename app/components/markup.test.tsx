import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { BarChart, mergeBars } from './bar-chart.tsx'
import { Button } from './button.tsx'
import { ChangeDrawn } from './change-drawn.tsx'
import { DataTable } from './data-table.tsx'
import { Dialog } from './dialog.tsx'
import { Field } from './field.tsx'
import { Menu, MenuItem } from './menu.tsx'
import { formatAmount, Total } from './money.tsx'
import { Segments } from './segments.tsx'
import { ShareBars } from './share-bars.tsx'
import { Tabs } from './tabs.tsx'
import { ToastRegion } from './toast.tsx'

const nothing = () => undefined

const bars = [
  { label: '7', value: 410 },
  { label: '8', value: 1180 },
  { label: '9', value: 900 },
]

const page = renderToString(
  <>
    <Button disabledReason="先點錢交班。">結帳</Button>
    <Field label="條碼" error="少一個數字，要 13 個。" />
    <Segments label="哪些" name="which" segments={[{ value: 'all', label: '全部' }]} />
    <Menu label="其他">
      <MenuItem>重印</MenuItem>
    </Menu>
    <Tabs
      label="報表"
      tabs={[
        { id: 'day', label: '今天', content: '今天的' },
        { id: 'month', label: '這個月', content: '這個月的' },
      ]}
      current="day"
      onChange={nothing}
    />
    <DataTable caption="貨品" columns={[]} rows={[]} rowKey={String} empty="還沒有貨品。" />
    <BarChart
      label="每小時"
      bars={bars}
      sentence="早上 8 點最忙"
      tableLabel="看表格"
      heads={['幾點', 'NT$']}
      format={formatAmount}
      emptyLabel="還沒賣東西。"
    />
    <ShareBars
      label="怎麼付的"
      shares={[{ key: '1', label: '現金', amountMinor: 9, tone: 'c1' }]}
    />
    <Total label="一共" amountMinor={437} size="till" />
    <ChangeDrawn
      changeMinor={563}
      label="找零"
      exactLabel="不用找"
      shortLabel={formatAmount}
      countLabel={(denomination, count) => `${denomination} 元 × ${count}`}
    />
    <Dialog open={false} onClose={nothing} title="不要了嗎？" closeLabel="關掉">
      藏起來的
    </Dialog>
    <ToastRegion label="訊息" toasts={[]} onRemove={nothing} />
  </>,
)

test('nothing in server-rendered markup needs an inline style, which the CSP forbids', () => {
  expect(page).not.toMatch(/\sstyle="/)
  expect(page).not.toContain('<style')
})

test('what is closed is not in the page', () => {
  expect(page).not.toContain('藏起來的')
  expect(page).not.toContain('重印')
  expect(page).not.toContain('這個月的')
})

test('a disabled button is reachable and points at its reason', () => {
  const id = /aria-describedby="([^"]+)"[^>]*aria-disabled="true"/.exec(page)?.[1]
  expect(id).toBeDefined()
  expect(page).toContain(`id="${id}" class="button-reason">先點錢交班。`)
})

test('a chart tells its table the same numbers', () => {
  for (const { value } of bars) expect(page).toContain(`<td>${formatAmount(value)}</td>`)
})

test('merging bars keeps the sum', () => {
  expect(mergeBars(bars, 2)).toEqual([
    { label: '7', value: 1590 },
    { label: '9', value: 900 },
  ])
})
