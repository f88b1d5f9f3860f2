import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import { CASE_TEMPLATES } from './case-templates.ts'
import { checkScenario } from './check-scenario.ts'
import { cases } from './index.ts'
import {
  CASES_COURSE,
  CaseForm,
  dangerIn,
  findCaseQuestion,
  isRightAnswer,
  newCases,
} from './shared.ts'

connectDatabase()

const heard = (more: Partial<CaseForm> = {}): CaseForm => ({
  id: newId(),
  template: 'hurry',
  title: '說是電力公司要斷電',
  from: '說是電力公司的人',
  said: '你的電費沒有繳，今天下午就要斷電。',
  wanted: '現在去超商，照我說的繳 3,000 元。',
  gaveAway: '催你馬上繳，還不讓你掛電話。',
  reviewedBy: '羅文德',
  ...more,
})

test('every template makes a scenario that can be played to a good end, and a question', () => {
  for (const template of CASE_TEMPLATES) {
    const { scenario, question } = cases.buildCase(heard({ template }))
    const problems: string[] = []
    checkScenario(scenario, (problem) => problems.push(problem))
    expect(problems, template).toEqual([])
    expect(isRightAnswer(question, ['stop'])).toBe(true)
    expect(isRightAnswer(question, ['give'])).toBe(false)
  }
})

test('a case is told once, is in the review until it is answered, and can be taken off', async () => {
  const centre = await makeTenant({ kind: 'centre' })
  const other = await makeTenant({ kind: 'centre' })
  const form = heard()
  await centre.run((tx) => cases.publishCase(tx, form))
  await centre.run((tx) => cases.publishCase(tx, form))
  const list = () => centre.read((tx) => cases.listLearnCases(tx, 'Asia/Taipei'))
  const told = await list()
  expect(told).toMatchObject([
    { id: form.id, title: form.title, reviewedBy: '羅文德', publishedOn: expect.any(String) },
  ])
  expect(told[0]?.scenario).toEqual(cases.buildCase(form).scenario)
  expect(await other.read((tx) => cases.listLearnCases(tx, 'Asia/Taipei'))).toEqual([])
  await expect(other.run((tx) => cases.takeOffCase(tx, form))).rejects.toMatchObject({
    code: 'learning.unknown_case',
  })

  const questionId = `q-${form.id}`
  expect(newCases(told, new Set()).map(({ id }) => id)).toEqual([form.id])
  expect(newCases(told, new Set([questionId]))).toEqual([])
  expect(findCaseQuestion(told, CASES_COURSE, questionId)?.id).toBe(questionId)
  expect(findCaseQuestion(told, 'stop-ask-rescue', questionId)).toBeUndefined()

  await centre.run((tx) => cases.takeOffCase(tx, form))
  await centre.run((tx) => cases.takeOffCase(tx, form))
  expect(await list()).toEqual([])
})

test('numbers, addresses, accounts and names are refused, and amounts are not', () => {
  const refused = {
    number: [
      '打 0912-345-678',
      '帳號 00123 456789',
      '身分證 A123456789',
      '零九一二三四五六七八',
      '打 ０９１２３４５６７８',
      '卡號 4000 1234 5678 9010',
    ],
    address: ['點 parcel-tw.com', '到 https://bank.tw/pay', '到 shop[.]info', '去 abc 點 com'],
    account: ['加 @win888', 'LINE ID: richlife', '賴是 happy123'],
    name: ['我是王專員', '陳美玉小姐打來', '他說我叫林大同', 'Mr. Wang says'],
  } as const
  for (const [danger, texts] of Object.entries(refused))
    for (const text of texts) expect(dangerIn(text), text).toBe(danger)
  for (const text of [
    '要繳 30000 元',
    '3,000 元',
    '先打 165',
    '到 bank.example 看看',
    '早上 9 點打來',
    '說是銀行的人',
    '馬上問老師',
    '我叫你不要掛',
    '叫做安全帳戶',
    '半小時內 110 來',
    '<b>快一點</b>',
  ])
    expect(dangerIn(text), text).toBeUndefined()
  const issue = CaseForm.safeParse(heard({ said: '請打 0912345678' })).error?.issues[0]
  expect(issue).toMatchObject({ path: ['said'], message: 'learning.case_number' })
})
