import type { MediaMime } from './shared-course.ts'
import { sniffAudio } from './sniff-audio.ts'

/** How far into a file its kind and its tracks are said. */
const HEAD = 4096

/**
 * What a file of a course really is, by its bytes; undefined for anything else. Its name is not asked.
 *
 * @see RFC 9559 (EBML), RFC 3533 (Ogg), ISO/IEC 14496-12 (`ftyp`, `hdlr`), ISO/IEC 11172-3 (MP3 frame
 * header), WebVTT (file structure)
 */
export function sniffMedia(bytes: Uint8Array): MediaMime | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const head = text.subarray(0, HEAD).toString('latin1')
  if (isCaptions(bytes)) return 'text/vtt'
  if (head.startsWith('\x1a\x45\xdf\xa3') && head.slice(0, 64).includes('webm')) {
    return /V_(VP8|VP9|AV1)/.test(head) ? 'video/webm' : sniffAudio(bytes)
  }
  if (head.slice(4, 8) === 'ftyp') return text.includes('vide') ? 'video/mp4' : sniffAudio(bytes)
  return sniffAudio(bytes) ?? (isMp3(bytes) ? 'audio/mpeg' : undefined)
}

function isMp3([first = 0, second = 0, third = 0]: Uint8Array): boolean {
  const isTagged = first === 0x49 && second === 0x44 && third === 0x33
  // Eleven bits of sync, then version and layer: 01 is layer III.
  return isTagged || (first === 0xff && (second & 0xe0) === 0xe0 && (second & 0x06) === 0x02)
}

function isCaptions(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return /^WEBVTT(?:[ \t\r\n]|$)/.test(text)
  } catch {
    return false
  }
}
