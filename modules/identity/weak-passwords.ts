import { passwordCommon, passwordOwnName } from './errors.ts'

/** The commonest passwords of twelve letters and more, as found in published breach lists. */
const COMMON = new Set([
  '1q2w3e4r5t6y',
  '1qaz2wsx3edc',
  '1qaz2wsx3edc4rfv',
  '1qazxsw23edc',
  'q1w2e3r4t5y6',
  'zaq12wsxcde3',
  'qwertyuiopas',
  'qwertyuiop[]',
  "asdfghjkl;'",
  'zxcvbnmasdfghjkl',
  'abcdefghijkl',
  'abcdefghijklm',
  'abc123456789',
  '123456789abc',
  '123456789qwe',
  'a123456789012',
  'aa123456789aa',
  'trustno1trustno1',
  'correcthorsebatterystaple',
  // "my password" and "password" as typed on a Zhuyin keyboard that was left in English.
  'ji32k7au4a83',
  'au4a83au4a83',
  '5201314520131',
  '520131452013',
  'woaini520131',
  'woaini5201314',
  'woaini1314520',
])

/** Words that half of all bad passwords are made of, and the name of this very house. */
const COMMON_WORDS = [
  'password',
  'passw0rd',
  'p@ssw0rd',
  'qwertyuiop',
  'qwerty',
  'asdfgh',
  'iloveyou',
  'woaini',
  'administrator',
  'admin',
  'welcome',
  'letmein',
  'changeme',
  'taiwan',
  'tillage',
  '耕舖',
]

/** What is left beside known words must be at least this long. */
const LEAST_REST = 5

/**
 * Refuses a password that is on everybody's list, or made of the person's or shop's own words.
 *
 * @param own names, e-mail address, phone number: as they are stored.
 * @throws identity.password_common, identity.password_own_name
 */
export function refuseWeakPassword(password: string, own: readonly string[]): void {
  const plain = password.normalize('NFKC').toLowerCase()
  if (COMMON.has(plain) || isPattern(plain) || isMadeOf(plain, COMMON_WORDS)) throw passwordCommon()
  if (isMadeOf(plain, own.flatMap(wordsOf))) throw passwordOwnName()
}

/** One short piece over and over, or a run like 123456789012 or abcdefghijkl. */
function isPattern(text: string): boolean {
  if (/^(.{1,8})\1+.{0,3}$/su.test(text)) return true
  const codes = [...text].map((letter) => letter.codePointAt(0) ?? 0)
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0))
  const isRun = (step: number) => step === 1 || step === -1 || step === -9 || step === 9
  return steps.every(isRun)
}

/** Whether little but digits and signs is left once the words are taken out. */
function isMadeOf(text: string, words: readonly string[]): boolean {
  let rest = text
  for (const word of words) rest = rest.replaceAll(word, '')
  return rest !== text && rest.replace(/[^\p{L}]/gu, '').length < LEAST_REST
}

/** The whole, its parts, and of a phone number the form with a leading 0 too; longest first. */
function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKC').toLowerCase().trim()
  const local = plain.startsWith('+886') ? [`0${plain.slice(4)}`] : []
  const parts = plain.split(/[\s@._+-]+/)
  return [plain, ...local, ...parts]
    .filter((word) => [...word].length >= 2)
    .sort((a, b) => b.length - a.length)
}
