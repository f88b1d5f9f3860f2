/** What begins a line of its own, so that words of two of them do not run together. */
const LINE_TAGS = new Set(
  'br p div li ul ol tr table h1 h2 h3 h4 h5 h6 pre blockquote hr section article'.split(' '),
)
/** What stands within a line. A name that is in neither list is no tag, and stays as it was typed. */
const INLINE_TAGS = new Set(
  (
    'a abbr b big bdi bdo cite code del em font i ins kbd label mark q s samp small span strike ' +
    'strong sub sup td th tt u var wbr tbody thead tfoot caption html body head meta link title'
  ).split(' '),
)
/** Nothing of what is in them is for readers. */
const DROPPED_TAGS = new Set('script style template noscript textarea select'.split(' '))
/** Something to look at or listen to, which a plain text has no place for. */
const MEDIA_TAGS = new Set(
  'img video audio iframe object embed svg math canvas picture source input form button'.split(' '),
)

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  middot: '·',
  times: '×',
}

/** The letters that entities stand for; each is read once, so `&amp;lt;` becomes `&lt;`. */
export const decodeEntities = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name) return ENTITIES[String(name).toLowerCase()] ?? whole
    const point = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16)
    const isLetter = point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff)
    return isLetter ? String.fromCodePoint(point) : ''
  })

/**
 * What a reader sees of HTML, as plain text; it is shown as text, never as HTML. One walk from left
 * to right, however the tags are broken.
 *
 * @returns hasMedia: a picture or the like was left out.
 */
export function htmlToText(html: string): { text: string; hasMedia: boolean } {
  // Only these: other letters may become two, and places would not agree any more.
  const lower = html.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
  let text = ''
  let hasMedia = false
  let at = 0
  let close = -1
  while (at < html.length) {
    const open = html.indexOf('<', at)
    if (open < 0) break
    text += decodeEntities(html.slice(at, open))
    if (close < open) close = html.indexOf('>', open)
    if (close < 0) {
      at = open
      break
    }
    const name = /^<\/?([a-z][a-z0-9]*)[\s/>]/.exec(lower.slice(open, open + 20))?.[1] ?? ''
    at = close + 1
    if (LINE_TAGS.has(name)) text += '\n'
    else if (name === 'td' || name === 'th') text += ' '
    else if (DROPPED_TAGS.has(name)) {
      const end = lower[open + 1] === '/' ? close : lower.indexOf(`</${name}`, close)
      const after = end < 0 ? -1 : html.indexOf('>', end)
      at = after < 0 ? html.length : after + 1
    } else if (MEDIA_TAGS.has(name)) hasMedia = true
    else if (lower.startsWith('<!--', open)) {
      const end = lower.indexOf('-->', open + 4)
      at = end < 0 ? html.length : end + 3
    } else if (!INLINE_TAGS.has(name)) {
      text += '<'
      at = open + 1
    }
  }
  return { text: text + decodeEntities(html.slice(at)), hasMedia }
}
