/** What stands on the screen from one moment of a film to another. */
export interface Cue {
  startMs: number
  endMs: number
  text: string
  line: number
}

const TIME = /^(?:(\d{2,}):)?(\d{2}):(\d{2})\.(\d{3})$/

/**
 * Captions (WebVTT) as a course may have them: times and plain text, nothing that is styled or acts.
 *
 * @param say what is wrong, in which line.
 */
export function readCaptions(text: string, say: (line: number, message: string) => void): Cue[] {
  const cues: Cue[] = []
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)
  const blocks = blocksOf(lines).slice(1)
  for (const { at, lines: own } of blocks) {
    if (/^NOTE\b/.test(own[0] ?? '')) continue
    const timing = own.findIndex((line) => line.includes('-->'))
    const [from = '', to = ''] = own[timing]?.split('-->') ?? []
    const startMs = readTime(from.trim())
    const endMs = readTime(to.trim().split(/\s/)[0] ?? '')
    const said = own.slice(timing + 1).join('\n')
    const place = at + Math.max(timing, 0)
    if (startMs === undefined || endMs === undefined || timing > 1) {
      say(at, 'captions are times like 00:01.000 --> 00:04.000 with text below')
      continue
    }
    if (startMs >= endMs) say(place, 'it ends before it begins')
    if (startMs < (cues.at(-1)?.startMs ?? 0)) say(place, 'it begins before the one above it')
    if (said.trim() === '') say(place, 'it says nothing')
    if (/[<>&]/.test(said)) say(place, 'captions are plain text')
    cues.push({ startMs, endMs, text: said, line: place })
  }
  if (cues.length === 0) say(1, 'there are no captions in it')
  return cues
}

/** Lines that stand together, with the number of the first. */
function blocksOf(lines: readonly string[]): { at: number; lines: string[] }[] {
  const blocks: { at: number; lines: string[] }[] = []
  let open: { at: number; lines: string[] } | undefined
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') {
      open = undefined
      continue
    }
    if (!open) {
      open = { at: index + 1, lines: [] }
      blocks.push(open)
    }
    open.lines.push(line)
  }
  return blocks
}

function readTime(text: string): number | undefined {
  const [, hours = '0', minutes, seconds, thousandths] = TIME.exec(text) ?? []
  if (minutes === undefined) return undefined
  return (
    (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000 + Number(thousandths)
  )
}
