import { findFree, findLastFree, plainTextIn, plainTextOf, takeFormat } from './gift-text.ts'
import {
  type FileIssue,
  MAX_QUESTIONS,
  type QuestionDraft,
  type ReadDrafts,
  readTags,
  refuseDraft,
} from './question-draft.ts'
import { type GiftHead, readGiftAnswers } from './read-gift-answers.ts'
import type { CourseLanguage } from './shared-course.ts'

/** A file with more than so many mistakes is another kind of file. */
const MAX_PROBLEMS = 200
/** In letters; no question of a course comes near. */
const LONGEST_BLOCK = 20_000
const LONGEST_COMMENT = 1000

/** Lines up to an empty one; comments are empty strings, so that places still tell lines. */
interface GiftBlock {
  line: number
  text: string
  id?: string
  tags: string[]
}

/**
 * Reads questions in Moodle's GIFT format. What is wrong with one is told with its line, and reading
 * goes on with the next.
 * @see https://docs.moodle.org/en/GIFT_format
 */
export function readGift(text: string, language: CourseLanguage): ReadDrafts {
  const read: ReadDrafts = { drafts: [], problems: [], notes: [] }
  for (const block of blocksOf(text)) {
    if (read.drafts.length >= MAX_QUESTIONS) {
      read.problems.push({
        line: block.line,
        code: 'too_many',
        data: { max: MAX_QUESTIONS },
      })
      break
    }
    if (read.problems.length >= MAX_PROBLEMS) break
    const draft = readBlock(block, language, read)
    const refusal = draft && refuseDraft(draft)
    if (refusal) read.problems.push(refusal)
    else if (draft) read.drafts.push(draft)
  }
  return read
}

function blocksOf(text: string): GiftBlock[] {
  const blocks: GiftBlock[] = []
  let lines: string[] = []
  let comments: string[] = []
  let from = 1
  const end = () => {
    if (lines.some(Boolean)) blocks.push(blockOf(lines, comments, from))
    lines = []
    comments = []
  }
  for (const [index, line] of text
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    .split('\n')
    .entries()) {
    const trimmed = line.trim()
    if (trimmed === '') {
      end()
      continue
    }
    if (lines.length === 0) from = index + 1
    const isComment = trimmed.startsWith('//')
    if (isComment) comments.push(trimmed)
    lines.push(isComment ? '' : line)
    // A category is one line; its empty line below is forgotten easily.
    if (trimmed.startsWith('$CATEGORY:')) end()
  }
  end()
  return blocks
}

/** Moodle keeps a question's number and its tags in the comments before it. */
function blockOf(lines: string[], comments: string[], from: number): GiftBlock {
  const first = lines.findIndex(Boolean)
  const marks = [
    ...comments
      .join('\n')
      .slice(0, LONGEST_COMMENT)
      .matchAll(/\[(id|tag):((?:[^\\\]\n]|\\.)*)\]/g),
  ].map(([, name, value = '']) => ({ name, value: value.replaceAll('\\]', ']').trim() }))
  const id = marks.find(({ name }) => name === 'id')?.value
  return {
    line: from + first,
    text: lines.slice(first).join('\n'),
    ...(id && { id }),
    tags: marks.flatMap(({ name, value }) => (name === 'tag' ? [value] : [])),
  }
}

function readBlock(
  block: GiftBlock,
  language: CourseLanguage,
  read: ReadDrafts,
): QuestionDraft | undefined {
  const { text } = block
  const lineOf = (at: number) => block.line + (text.slice(0, at).match(/\n/g)?.length ?? 0)
  const tell =
    (list: FileIssue[]) =>
    (code: string, data: FileIssue['data'] = {}, at = 0) =>
      void list.push({ line: lineOf(at), code, data })
  const [refuse, note] = [tell(read.problems), tell(read.notes)]
  if (text.trimStart().startsWith('$CATEGORY:')) return undefined
  if (text.length > LONGEST_BLOCK) return refuse('too_long_block', { max: LONGEST_BLOCK })

  const start = text.length - text.trimStart().length
  let from = start
  let title: string | undefined
  if (text.startsWith('::', start)) {
    const end = findFree(text, '::', start + 2)
    if (end < 0) return refuse('title_open')
    title = plainTextIn(text.slice(start + 2, end), 'plain').text
    from = end + 2
  }
  const open = findFree(text, '{', from)
  const close = findFree(text, '}', from)
  if (open < 0 && close < 0) return note('no_answers')
  if (open < 0 || (close >= 0 && close < open)) return refuse('only_closed', {}, close)
  if (close < 0) return refuse('only_open', {}, open)
  const another = findFree(text, '{', close)
  if (another >= 0) return refuse('two_answers', {}, another)

  const [before, after] = [text.slice(from, open), text.slice(close + 1)]
  const { format, rest } = takeFormat(before, 'moodle')
  const asked = plainTextIn(after.trim() === '' ? rest : `${rest}_____${after}`, format)
  if (asked.hasMedia) note('media')
  const body = text.slice(open + 1, close)
  const general = findLastFree(body, '####')
  const answers = general < 0 ? body : body.slice(0, general)
  const explain = general < 0 ? '' : plainTextOf(body.slice(general + 4), format).text
  const { kind, ...tags } = readTags(block.tags)
  const head: GiftHead = {
    base: {
      line: block.line,
      ...(block.id && { id: block.id }),
      ...(title && { title }),
      ...tags,
      text: asked.text,
      ...(explain && { explain }),
    },
    format,
    ...(kind && { kind }),
    language,
    note: (code, data, at = 0) => note(code, data, open + 1 + at),
    refuse: (code, data, at = 0) => refuse(code, data, open + 1 + at),
    plain: (raw) => {
      const part = plainTextOf(raw, format)
      if (part.hasMedia) note('media')
      return part.text
    },
  }
  return readGiftAnswers(answers, head)
}
