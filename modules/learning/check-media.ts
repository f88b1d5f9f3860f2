import { type FoundMedia, kindOf } from './read-media.ts'
import {
  type Block,
  COURSE_LANGUAGES,
  type CourseLanguage,
  type CoursePack,
} from './shared-course.ts'

type Say = (file: string, message: string, line?: number) => void

/** Sounds are sounds, films are films with captions in each language, and nothing lies about unused. */
export function checkMedia(
  packs: Record<CourseLanguage, CoursePack>,
  media: ReadonlyMap<string, FoundMedia>,
  say: Say,
): void {
  const used = new Set<string>()
  for (const language of COURSE_LANGUAGES) {
    const { lessons, summary } = packs[language]
    for (const { id, blocks } of lessons)
      for (const block of blocks) {
        const wrong = (message: string) => say(`${language}/${id}.md`, message)
        for (const name of namesOf(block)) used.add(name)
        checkBlock(block, language, media, wrong)
      }
    for (const block of summary.blocks)
      if (namesOf(block).length > 0)
        say(`${language}/summary.md`, `"${block.id}" can be printed neither as sound nor as film`)
  }
  for (const name of media.keys())
    if (!used.has(name)) say(`media/${name}`, 'no lesson plays it: use it or take it away')
}

function namesOf(block: Block): string[] {
  if (block.kind === 'audio') return [block.source]
  return block.kind === 'video' ? [block.source, block.captions] : []
}

function checkBlock(
  block: Block,
  language: CourseLanguage,
  media: ReadonlyMap<string, FoundMedia>,
  wrong: (message: string) => void,
): void {
  if (block.kind !== 'audio' && block.kind !== 'video') return
  if (block.paragraphs.length === 0)
    wrong(`"${block.id}" says in words what is ${block.kind === 'audio' ? 'heard' : 'seen'}`)
  const expect = (name: string, kind: 'audio' | 'video' | 'text') => {
    const found = media.get(name)
    if (!found) wrong(`there is no media/${name}`)
    else if (kindOf(found.mime) !== kind)
      wrong(`media/${name} is ${found.mime}, which "${block.id}" can't use there`)
  }
  expect(block.source, block.kind)
  if (block.kind !== 'video') return
  expect(block.captions, 'text')
  if (!block.captions.endsWith(`.${language}.vtt`))
    wrong(`the captions of "${block.id}" are in ${language}: their name ends in .${language}.vtt`)
}
