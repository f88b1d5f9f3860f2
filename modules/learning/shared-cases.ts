import { z } from 'zod'
import type { Question } from './shared-course.ts'
import { LearnerName } from './shared-names.ts'
import { CASES_COURSE, type LearnCase } from './shared-voices.ts'

/** What should stand in no case, since it points at somebody or leads somewhere. */
export type CaseDanger = 'number' | 'address' | 'account' | 'name'

const HOST = /(?<![\w-])((?:[a-z0-9-]+\.)+[a-z]{2,})(?![\w-])/gi
/** Digits with what people put between them. */
const DIGITS = /\d(?:[\s\-()/]{0,2}\d){4,}/g
const MONEY_AFTER = /^\s*(?:元|塊|萬|圓)/
const MOST_MONEY_DIGITS = 7
const SPOKEN_NUMBER = /[零〇一二三四五六七八九壹貳參肆伍陸柒捌玖]{6,}/
const ACCOUNT = /@[\w.-]{2,}|(?:line|賴|ig|fb|帳號|id)\s*(?:id)?\s*(?:是|[:=])\s*[\w.@-]{3,}/i
const SURNAMES =
  '陳林黃張李王吳劉蔡楊許鄭謝洪郭邱曾廖賴徐周葉蘇莊呂江何蕭羅高潘簡朱鍾游彭詹胡施沈余盧梁趙顏柯翁魏孫戴范方宋鄧杜傅侯曹薛丁卓'
const TITLES = '先生|小姐|女士|太太|阿姨|專員|經理|主任|警官|警員|檢察官|法官|律師|老師|醫師'
// 馬上 is no name, and stands in every second case.
const SURNAME = `(?:[${SURNAMES}]|馬(?!上))`
const HAN = '\\p{Script=Han}'
const NAME = new RegExp(
  `${SURNAME}${HAN}{0,2}(?:${TITLES})|(?:我叫|名叫|叫做)${SURNAME}${HAN}{1,2}|\\b(?:Mr|Mrs|Ms|Miss|Dr)\\.?\\s+[A-Z]`,
  'u',
)

/**
 * What is wrong with a text that learners will read: a phone, id or account number, an address that
 * may lead somewhere (all but `.example`), an account, or somebody's name. Undefined when nothing is.
 * Names are found only where a title or 我叫 stands beside them: a person looks as well.
 */
export function dangerIn(typed: string): CaseDanger | undefined {
  const text = typed.normalize('NFKC').replace(/\[\.\]|\(\.\)|\s*點\s*(?=[a-z])/gi, '.')
  if (SPOKEN_NUMBER.test(text)) return 'number'
  for (const match of text.matchAll(DIGITS)) {
    const isMoney =
      /^\d+$/.test(match[0]) &&
      match[0].length <= MOST_MONEY_DIGITS &&
      MONEY_AFTER.test(text.slice(match.index + match[0].length))
    if (!isMoney) return 'number'
  }
  for (const [, host = ''] of text.matchAll(HOST)) {
    if (!host.toLowerCase().endsWith('.example')) return 'address'
  }
  if (/\b\w+:\/\/(?![\w-]+(?:\.[\w-]+)*\.example)/i.test(text)) return 'address'
  if (ACCOUNT.test(text)) return 'account'
  return NAME.test(text) ? 'name' : undefined
}

/** A short text without any of that. */
const Told = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}]*$/u, 'field.control')
    .superRefine((text, context) => {
      const danger = dangerIn(text)
      if (danger) context.addIssue({ code: 'custom', message: `learning.case_${danger}` })
    })

/** What was heard in class, in a few short fields. */
export const CaseForm = z.object({
  id: z.uuid(),
  template: z.enum(['hurry', 'link', 'parcel', 'relative']),
  title: Told(40),
  /** Who they said they were. */
  from: Told(30),
  said: Told(120),
  wanted: Told(80),
  gaveAway: Told(80),
  reviewedBy: LearnerName,
})
export type CaseForm = z.output<typeof CaseForm>

/** The question of a case, as `firstAnswers` and the review ask for it. */
export const findCaseQuestion = (
  cases: readonly LearnCase[],
  courseId: string,
  questionId: string,
): Question | undefined =>
  courseId === CASES_COURSE
    ? cases.find(({ question }) => question.id === questionId)?.question
    : undefined
