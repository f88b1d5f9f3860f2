import { expect, inject, test } from 'vitest'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import { reported } from './index.ts'
import { contactIn } from './shared.ts'

connectDatabase()

test('a website is its domain and a LINE id its letters, however they were typed', () => {
  const typed: [string, string | undefined][] = [
    ['https://WWW.Shop.example/pay?id=1#x', 'site shop.example'],
    ['  ｓｈｏｐ．example ', 'site shop.example'],
    ['hxxps://shop[.]example/a', 'site shop.example'],
    ['http://shop.example@evil.example:8080/', 'site evil.example'],
    ['蝦拼.example', 'site xn--0lqq42h.example'],
    ['10.0.0.7/pay', 'site 10.0.0.7'],
    ['@Happy888', 'line happy888'],
    ['LINE ID: Happy888', 'line happy888'],
    ['＠ｈａｐｐｙ', 'line happy'],
    ['王先生', undefined],
    ['', undefined],
    ['<script>alert(1)</script>', undefined],
    ['..', undefined],
    [`${'a'.repeat(70)}.example`, undefined],
  ]
  for (const [text, expected] of typed) {
    const found = contactIn(text)
    if (text.startsWith('蝦拼')) expect(found?.value).toMatch(/^xn--/)
    else expect(found && `${found.kind} ${found.value}`, text).toBe(expected)
  }
})

test('an open list is read by the heads of its columns, and asked by everybody', async () => {
  const word = `t${Date.now()}`
  const csv = `\uFEFF編號,網址,LINE ID,通報日期\r\n1,https://${word}.example/a,,115/11/03\r\n2,,@${word}id,20261105\r\n3,沒有,,\r\n4,www.${word}.example,,2026-11-20\r\n`
  const { contacts, unread } = reported.readReported(csv)
  expect(unread).toBe(1)
  expect(contacts).toEqual([
    { kind: 'site', value: `${word}.example`, reportedOn: '2026-11-20' },
    { kind: 'line', value: `${word}id`, reportedOn: '2026-11-05' },
  ])
  await reported.importReported(inject('ownerUrl'), contacts, '165 開放資料')
  await reported.importReported(inject('ownerUrl'), contacts, '165 開放資料')

  const centre = await makeTenant({ kind: 'centre' })
  const ask = (question: string) => centre.read((tx) => reported.findReported(tx, question))
  expect(await ask(`https://pay.${word}.example/x`)).toMatchObject({
    found: { value: `${word}.example`, reportedOn: '2026-11-20', source: '165 開放資料' },
  })
  expect((await ask(`@${word}ID`))?.found?.reportedOn).toBe('2026-11-05')
  expect(await ask(`not-${word}.example`)).toMatchObject({ found: null })
  expect(await ask('你好')).toBeUndefined()
  expect((await centre.read((tx) => reported.reportedSince(tx))).count).toBeGreaterThan(1)
  // Nobody who uses a page may write into what is told to everybody.
  await expect(
    centre.run((tx) =>
      tx
        .insertInto('reportedContact')
        .values({ kind: 'site', value: 'x.example', source: 'x' })
        .execute(),
    ),
  ).rejects.toThrow(/permission denied/)
})
