import { expect } from '@playwright/test'
import { OWNER, signIn, url } from './people.ts'
import { test } from './test.ts'
import { allSent, choose, openDoor, openTill, tile } from './till-steps.ts'

test('somebody new takes water on the tab without a network and pays a part; the office knows', async ({
  page,
  context,
  browser,
}) => {
  const name = `王阿嬌${Date.now() % 10_000}`
  await openTill(page)
  await context.setOffline(true)

  await tile(page, '礦泉水').click()
  await tile(page, '礦泉水').click()
  await page.keyboard.press('F4')
  await expect(page.getByRole('button', { name: /林秋月/ })).toBeVisible()
  await page.getByRole('searchbox', { name: /電話末三碼/ }).fill(name)
  await page.getByRole('button', { name: '新客人' }).click()
  await page.getByLabel(/電話/).fill('0912-345-678')
  await page.getByRole('button', { name: /存好/ }).click()
  await expect(page.getByText('沒有欠')).toBeVisible()

  await page.keyboard.press('F9')
  await choose(page, '賒帳')
  await expect(page.getByText('以後欠')).toBeVisible()
  await page.getByRole('button', { name: /完成/ }).click()
  await expect(page.getByText('收好了')).toBeVisible()
  await expect(page.getByText(`${name} 現在欠 NT$40`)).toBeVisible()
  await page.getByRole('button', { name: /下一位/ }).click()

  await openDoor(page, '賒帳')
  const person = page.getByRole('listitem').filter({ hasText: name })
  await expect(person.getByText('NT$40')).toBeVisible()
  await person.getByRole('button', { name: /其他付法/ }).click()
  const dialog = page.getByRole('dialog')
  await choose(dialog, '付一部分')
  await dialog.getByLabel('這次付').fill('10')
  await dialog.getByRole('button', { name: /收 NT\$10/ }).click()
  await expect(page.getByText(`${name} 付好了`)).toBeVisible()
  await dialog.getByRole('button', { name: '好了', exact: true }).click()
  await expect(person.getByText('NT$30')).toBeVisible()

  // All of the rest in cash by one press; it was the wrong person, and another press takes it back.
  await person.getByRole('button', { name: /付清/ }).click()
  await expect(person.getByText('付清了')).toBeVisible()
  await person.getByRole('button', { name: /收回/ }).click()
  await expect(page.getByText(`收回了。${name}還是欠 NT$30。`)).toBeVisible()
  await expect(person.getByText('付清了')).toBeHidden()
  await expect(person.getByText('NT$30')).toBeVisible()

  await context.setOffline(false)
  await allSent(page)
  // Sent, and still counted once.
  await expect(person.getByText('NT$30')).toBeVisible()

  const office = await (await browser.newContext({ locale: 'zh-TW' })).newPage()
  await signIn(office, OWNER)
  await office.goto(url('/shanxia/tabs'))
  await expect(office.getByRole('row').filter({ hasText: name })).toContainText('30')
  await office.getByRole('link', { name }).click()
  await expect(office.getByRole('row').filter({ hasText: '付的' }).first()).toBeVisible()
  await expect(office.getByRole('row').filter({ hasText: '收回付的' })).toContainText('30')
  await office.getByLabel(/最多可以賒/).fill('500')
  await office.getByRole('button', { name: '存好' }).click()
  await expect(office.getByText('存好了。')).toBeVisible()
  await office.context().close()
})

test('goods paid in cash come back, and the money goes off what the customer owes', async ({
  page,
  context,
}) => {
  await openTill(page)
  await context.setOffline(true)
  await tile(page, '礦泉水').click()
  await page.keyboard.press('F4')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /潘春梅/ })
    .click()
  await page.keyboard.press('F9')
  await page.getByRole('button', { name: /^剛好/ }).click()
  await page.getByRole('button', { name: /完成/ }).click()
  await page.getByRole('button', { name: /下一位/ }).click()

  await openDoor(page, '前面的單')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /^退換/ }).click()
  await dialog.getByRole('button', { name: '退貨', exact: true }).click()
  await dialog.getByRole('button', { name: '下一步' }).click()
  await expect(dialog.getByRole('button', { name: '退錢 NT$20' })).toBeVisible()
  await choose(dialog, '從賒帳扣')
  await dialog.getByRole('button', { name: '從賒帳扣 NT$20' }).click()
  await expect(dialog.getByText('退好了')).toBeVisible()
  await page.keyboard.press('Escape')
  await context.setOffline(false)
  await allSent(page)

  await page.goto(url('/shanxia/tabs'))
  await page.getByRole('link', { name: '潘春梅' }).click()
  await expect(page.getByRole('row').filter({ hasText: '退貨' }).first()).toContainText('−20')
})
