import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { readCourse } from './read-course.ts'
import { sniffMedia } from './sniff-media.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const bytes = (text: string, length = 200) => Buffer.from(text.padEnd(length, '\0'), 'latin1')
const WEBM = '\x1a\x45\xdf\xa3\x01\x42\x86webm'
const SOUND = bytes('OggS\0OpusHead')
const FILM = bytes(`${WEBM} V_VP9`)
const CAPTIONS = 'WEBVTT\n\n00:00.000 --> 00:02.000\n'
const captions = (said: string) => Buffer.from(`${CAPTIONS}${said}\n`)

type Files = Record<string, Buffer>
const FILES: Files = {
  'ring.ogg': SOUND,
  'film.webm': FILM,
  'film.zh-TW.vtt': captions('先停一下。'),
  'film.en.vtt': captions('Stop first.'),
}
const BLOCKS = {
  'zh-TW': `:::audio{#ring src=ring.ogg}
電話在響。
:::

:::video{#film src=film.webm captions=film.zh-TW.vtt}
手停下來。
:::
`,
  en: `:::audio{#ring src=ring.ogg}
The phone rings.
:::

:::video{#film src=film.webm captions=film.en.vtt}
The hand stops.
:::
`,
}

interface Change {
  files?: (files: Files) => Files
  blocks?: (text: string, language: 'zh-TW' | 'en') => string
  /** What `course.yaml` lists, when it is not what lies there. */
  listed?: Files
}

/** The first course with a sound and a film in it, something changed, and what the checks say. */
function check({ files = (each) => each, blocks = (text) => text, listed }: Change = {}) {
  const root = mkdtempSync(path.join(tmpdir(), 'tillage-course-'))
  folders.push(root)
  const folder = path.join(root, 'stop-ask-rescue')
  cpSync('courses/stop-ask-rescue', folder, { recursive: true })
  const own = files(FILES)
  mkdirSync(path.join(folder, 'media'))
  for (const [name, content] of Object.entries(own))
    writeFileSync(path.join(folder, 'media', name), content)
  for (const language of ['zh-TW', 'en'] as const) {
    const lesson = path.join(folder, language, '1-see.md')
    const text = readFileSync(lesson, 'utf8')
    writeFileSync(lesson, `${text}\n${blocks(BLOCKS[language], language)}`)
  }
  const list = Object.entries(listed ?? own).map(
    ([name, content]) =>
      `  - { file: ${name}, sha256: '${createHash('sha256').update(content).digest('hex')}', made: us }`,
  )
  const course = path.join(folder, 'course.yaml')
  writeFileSync(course, `${readFileSync(course, 'utf8')}media:\n${list.join('\n')}\n`)
  const { packs, problems } = readCourse(folder, '2026-11-27')
  return { packs, said: problems.map(({ file, message }) => `${file}: ${message}`) }
}

test('a course lists what its lessons play, by size and hash, in each language its own captions', () => {
  const { packs, said } = check()
  expect(said).toEqual([])
  expect(packs?.en.media.map(({ file, mime }) => [file, mime])).toEqual([
    ['film.en.vtt', 'text/vtt'],
    ['film.webm', 'video/webm'],
    ['ring.ogg', 'audio/ogg'],
  ])
  const hash = createHash('sha256').update(SOUND).digest('hex')
  expect(packs?.['zh-TW'].media.at(-1)).toMatchObject({ bytes: SOUND.length, hash })
})

const without = (name: string) => (files: Files) =>
  Object.fromEntries(Object.entries(files).filter(([each]) => each !== name))

test.each<[string, Change, RegExp]>([
  ['a missing film', { files: without('film.webm') }, /1-see\.md: there is no media\/film\.webm/],
  ['a film without captions', { files: without('film.en.vtt') }, /no media\/film\.en\.vtt/],
  [
    'captions of the other language',
    { blocks: (text) => text.replace('film.en.vtt', 'film.zh-TW.vtt') },
    /en\/1-see\.md: the captions of "film" are in en/,
  ],
  [
    'something that is no sound and no film',
    { files: (files) => ({ ...files, 'ring.ogg': bytes('<html>') }) },
    /media\/ring\.ogg: it is none of mp3/,
  ],
  [
    'a sound with the name of another kind',
    { files: (files) => ({ ...files, 'ring.ogg': bytes('ID3\x04') }) },
    /it is audio\/mpeg, so that its name ends in \.mp3/,
  ],
  [
    'a film where a sound should be',
    { blocks: (text) => text.replace('src=ring.ogg', 'src=film.webm') },
    /media\/film\.webm is video\/webm, which "ring" can't use/,
  ],
  [
    'a film that is too large',
    { files: (files) => ({ ...files, 'film.webm': Buffer.concat([FILM, Buffer.alloc(3e6)]) }) },
    /it has 3000200 bytes, 3000000 at most/,
  ],
  [
    'another file than the one that was meant',
    { listed: { ...FILES, 'ring.ogg': bytes('OggS\0vorbis') } },
    /media\/ring\.ogg is not the file that was meant/,
  ],
  [
    'a file that the course does not list',
    { listed: without('ring.ogg')(FILES) },
    /its media has no "ring\.ogg"/,
  ],
  ['a listed file that is not there', { listed: { ...FILES, 'x.ogg': SOUND } }, /no media\/x\.ogg/],
  [
    'a file that nothing plays',
    { files: (files) => ({ ...files, 'more.ogg': SOUND }) },
    /media\/more\.ogg: no lesson plays it/,
  ],
  [
    'a film that is not told in words',
    { blocks: (text) => text.replace('手停下來。\n', '') },
    /"film" says in words what is seen/,
  ],
  [
    'captions that lead somewhere',
    { files: (files) => ({ ...files, 'film.en.vtt': captions('Go to prize.com now') }) },
    /media\/film\.en\.vtt: "prize\.com" may lead somewhere/,
  ],
  [
    'captions that are styled',
    { files: (files) => ({ ...files, 'film.en.vtt': captions('<b>Stop</b>') }) },
    /film\.en\.vtt: captions are plain text/,
  ],
  [
    'captions without a time',
    { files: (files) => ({ ...files, 'film.en.vtt': Buffer.from('WEBVTT\n\nStop\n') }) },
    /captions are times like/,
  ],
])('%s is refused', (_name, change, expected) => {
  const { packs, said } = check(change)
  expect(said.join('\n')).toMatch(expected)
  expect(packs).toBeUndefined()
})

describe('what a file is', () => {
  test.each<[string, Buffer, string | undefined]>([
    ['a tagged MP3', bytes('ID3\x04'), 'audio/mpeg'],
    ['a plain MP3', Buffer.from([0xff, 0xfb, 0x90, 0x64]), 'audio/mpeg'],
    ['AAC without a box', Buffer.from([0xff, 0xf1, 0x50, 0x80]), undefined],
    ['sound of an MPEG-4 box', bytes('\0\0\0\x20ftypM4A ....hdlr....soun'), 'audio/mp4'],
    [
      'a film whose index stands behind',
      bytes(`\0\0\0\x20ftypisom${'x'.repeat(9000)}vide`),
      'video/mp4',
    ],
    ['sound in WebM', bytes(`${WEBM} A_OPUS`), 'audio/webm'],
    ['a film in WebM', FILM, 'video/webm'],
    ['captions behind a mark of their order', Buffer.from('\uFEFFWEBVTT - words\n'), 'text/vtt'],
    ['a picture', bytes('\x89PNG'), undefined],
    ['nothing', Buffer.alloc(0), undefined],
  ])('%s', (_name, content, mime) => {
    expect(sniffMedia(content)).toBe(mime)
  })
})
