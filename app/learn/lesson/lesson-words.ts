import type { Block, CoursePack, Paragraph } from '#modules/learning/shared.ts'

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
  const parts = text.match(/[^，。、？！：；]+[，。、？！：；」』）]*|[，。、？！：；]+/gu) ?? [
    text,
  ]
  return parts.map((part) => ({ text: part, isWhole: [...part].length <= LONGEST_PHRASE }))
}

/**
 * What is read aloud: numbers that one dials are said digit by digit (一六五, not 一百六十五).
 */
export function asSpoken(text: string): string {
  return text.replace(/(?<![\d,.$])1(?:10|11|13|19|65)(?![\d,.])/g, (digits) =>
    [...digits].join(' '),
  )
}

/** All that a block says, for reading it aloud. */
export function wordsOf(block: Block, pack: CoursePack): string {
  switch (block.kind) {
    case 'question':
      return pack.questions.find(({ id }) => id === block.questionId)?.text ?? ''
    case 'scenario':
      return pack.scenarios.find(({ id }) => id === block.scenarioId)?.title ?? ''
    case 'flip':
      return joined(block.front)
    case 'checklist':
      return joined([...block.paragraphs, ...block.items])
    case 'steps':
    case 'own-phone':
      return joined([...block.paragraphs, ...block.steps])
    default:
      return joined(block.paragraphs)
  }
}

const joined = (paragraphs: readonly Paragraph[]): string => paragraphs.map(plainText).join('\n')
