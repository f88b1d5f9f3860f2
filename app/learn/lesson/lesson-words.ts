import { type Block, type CoursePack, type Paragraph, wordsOf } from '#modules/learning/shared.ts'

/** A paragraph as one speaks it. */
export const plainText = (paragraph: Paragraph): string =>
  paragraph.map(({ text }) => text).join('')

/** A phrase longer than this breaks anywhere: kept whole, it would leave half a line empty. */
const LONGEST_PHRASE = 9

/**
 * A Chinese text in its phrases, so that lines break between them and not within them. `isWhole` is
 * false for what is too long, and for other scripts, which break at their spaces by themselves.
 */
export function phrasesOf(text: string): { text: string; isWhole: boolean }[] {
  if (!/\p{Script=Han}/u.test(text)) return [{ text, isWhole: false }]
  // Every second part is an address, which is looked at as a whole.
  return text.split(/([\w-]+(?:\.[\w-]+)+)/).flatMap((part, at) => {
    if (at % 2 === 1) return [{ text: part, isWhole: true }]
    return (part.match(PHRASE) ?? []).map((phrase) => ({
      text: phrase,
      isWhole: /\p{Script=Han}/u.test(phrase) && [...phrase].length <= LONGEST_PHRASE,
    }))
  })
}

const PHRASE = /[^，。、？！：；]+[，。、？！：；」』）]*|[，。、？！：；」』）]+/gu

/**
 * What is read aloud: numbers that one dials are said digit by digit (一六五, not 一百六十五).
 */
export function asSpoken(text: string): string {
  return text.replace(/(?<![\d,.$])1(?:10|11|13|19|65)(?![\d,.])/g, (digits) =>
    [...digits].join(' '),
  )
}

/** What a block says, for reading it aloud; of a card that turns, the side in front. */
export const blockWords = (block: Block, pack: CoursePack): string =>
  block.kind === 'flip'
    ? block.front.map(plainText).join('\n')
    : wordsOf(block, pack.questions).join('\n')
