/** What recorders in browsers write. */
export type AudioMime = 'audio/webm' | 'audio/ogg' | 'audio/mp4'

/** How far into a file its kind and its tracks are said. */
const HEAD = 4096

/**
 * What a sound really is, by its first bytes; undefined for anything else, films too. What a device
 * calls it is not asked.
 *
 * @see RFC 9559 (EBML, DocType), RFC 3533 (Ogg), ISO/IEC 14496-12 (`ftyp`, `hdlr`)
 */
export function sniffAudio(bytes: Uint8Array): AudioMime | undefined {
  const head = Buffer.from(bytes.subarray(0, HEAD)).toString('latin1')
  if (head.startsWith('\x1a\x45\xdf\xa3')) {
    const isSound = head.slice(0, 64).includes('webm') && !/V_(VP|AV|MPEG|UNCOMP)/.test(head)
    return isSound ? 'audio/webm' : undefined
  }
  if (head.startsWith('OggS')) return /OpusHead|vorbis/.test(head) ? 'audio/ogg' : undefined
  if (head.slice(4, 8) === 'ftyp') return head.includes('vide') ? undefined : 'audio/mp4'
  return undefined
}
