import { expect } from '@playwright/test'
import { inspect } from './inspect.ts'
import { OWNER, pairTill, signIn, url } from './people.ts'
import { test } from './test.ts'

test('a neighbour brings a basket, it is sold at the till, and one press pays for it', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, OWNER)
  await page.goto(url('/shanxia/stock/consignment'))
  await page.getByRole('link', { name: '林阿姨' }).click()
  await page.getByRole('link', { name: '帶來了' }).click()
  await page
    .getByRole('listitem')
    .filter({ hasText: '自家醃梅' })
    .getByRole('button', { name: '拿掉' })
    .click()
  await page.getByLabel('手工竹籃').first().fill('2')
  await inspect(page, 'consignment-visit')
  await page.getByRole('button', { name: '記下來' }).click()
  await expect(page.getByRole('row').filter({ hasText: '手工竹籃' })).toContainText('8')
  const neighbour = page.url()
  await inspect(page, 'consignment-neighbour')

  await page.setViewportSize({ width: 1280, height: 800 })
  await pairTill(page)
  await page.getByRole('searchbox').fill('竹籃')
  await page.getByRole('button', { name: /^手工竹籃/ }).click()
  await page.keyboard.press('F9')
  await page.keyboard.type('500')
  await page.getByRole('button', { name: /完成/ }).click()
  await expect(page.getByText('收好了')).toBeVisible()

  // 15 % of 360 stay here. It is owed as soon as the sale was heard of.
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(async () => {
    await page.goto(neighbour)
    await expect(page.getByRole('button', { name: /付現金 NT\$306/ })).toBeVisible({
      timeout: 2000,
    })
  }).toPass()
  const slip = await page.request.get(`${neighbour}/slip.pdf`)
  expect(slip.headers()['content-type']).toBe('application/pdf')
  await page.getByRole('button', { name: /付現金 NT\$306/ }).click()
  await expect(page.getByText('付好了，帳也記好了。')).toBeVisible()
  await expect(page.getByText('第 1 號')).toBeVisible()
  await inspect(page, 'consignment-paid')
  await page.getByText('付錯了，收回').click()
  await page.getByRole('button', { name: '收回', exact: true }).click()
  await expect(page.getByText('收回了，這些錢又算還沒付。')).toBeVisible()
  await expect(page.getByRole('button', { name: /付現金 NT\$306/ })).toBeVisible()
})
