import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Cue, readCaptions } from './read-captions.ts'
import { type Lesson, MEDIA_ENDINGS, type MediaFile } from './shared-course.ts'
import { sniffMedia } from './sniff-media.ts'

/** A file that plays in a lesson, as it lies beside its course. */
export interface FoundMedia extends MediaFile {
  /** What captions say; undefined for sound and films. */
  cues: Cue[] | undefined
}

type Say = (file: string, message: string, line?: number) => void

/** So much a learner's prepaid line brings in some seconds. */
const LARGEST_BYTES = { audio: 1_000_000, video: 3_000_000, text: 20_000 } as const

/**
 * The sounds, films and captions in a course's folder, each what its name says, of bounds, and the
 * one that its writer meant: `course.yaml` has its hash.
 */
export function readMedia(
  folder: string,
  listed: readonly { file: string; sha256: string }[],
  say: Say,
): Map<string, FoundMedia> {
  const found = new Map<string, FoundMedia>()
  const place = path.join(folder, 'media')
  const names = existsSync(place) ? readdirSync(place).filter((name) => !name.startsWith('.')) : []
  for (const file of names.sort()) {
    const bytes = readFileSync(path.join(place, file))
    const media = readOne(file, bytes, say)
    if (!media) continue
    found.set(file, media)
    const expected = listed.find((each) => each.file === file)?.sha256
    if (expected === undefined)
      say('course.yaml', `its media has no "${file}": add it with sha256: '${media.hash}'`)
    else if (expected !== media.hash)
      say('course.yaml', `media/${file} is not the file that was meant: its hash is ${media.hash}`)
  }
  for (const { file } of listed)
    if (!names.includes(file)) say('course.yaml', `there is no media/${file}`)
  return found
}

function readOne(file: string, bytes: Buffer, say: Say): FoundMedia | undefined {
  const place = `media/${file}`
  if (!/^[a-z0-9][\w.-]{0,79}$/.test(file))
    say(place, 'its name has letters, digits, points and hyphens only')
  const mime = sniffMedia(bytes)
  if (!mime) {
    say(place, `it is none of ${[...new Set(Object.values(MEDIA_ENDINGS))].join(', ')}`)
    return undefined
  }
  if (!file.endsWith(`.${MEDIA_ENDINGS[mime]}`))
    say(place, `it is ${mime}, so that its name ends in .${MEDIA_ENDINGS[mime]}`)
  const most = LARGEST_BYTES[kindOf(mime)]
  if (bytes.length > most) say(place, `it has ${bytes.length} bytes, ${most} at most`)
  const cues =
    mime === 'text/vtt'
      ? readCaptions(bytes.toString('utf8'), (line, message) => say(place, message, line))
      : undefined
  const hash = createHash('sha256').update(bytes).digest('hex')
  return { file, mime, bytes: bytes.length, hash, cues }
}

/** `audio`, `video` or `text`. */
export function kindOf(mime: MediaFile['mime']): 'audio' | 'video' | 'text' {
  if (mime === 'text/vtt') return 'text'
  return mime.startsWith('video/') ? 'video' : 'audio'
}

/** What plays in some lessons, in the order of names. */
export function mediaIn(
  lessons: readonly Lesson[],
  found: ReadonlyMap<string, FoundMedia>,
): MediaFile[] {
  const names = lessons.flatMap(({ blocks }) =>
    blocks.flatMap((block) => {
      if (block.kind === 'audio') return [block.source]
      return block.kind === 'video' ? [block.source, block.captions] : []
    }),
  )
  return [...new Set(names)].sort().flatMap((name) => {
    const media = found.get(name)
    if (!media) return []
    const { file, mime, bytes, hash } = media
    return [{ file, mime, bytes, hash }]
  })
}
