/** A film of our own drawings: what is on the screen at each moment, as the inside of an SVG. */
export interface DrawnFilm {
  /** The folder of its course, and its name there. */
  course: string
  file: string
  seconds: number
  /** @param at in seconds; on a sheet of 320 by 240. */
  draw(at: number): string
}

export const INK = '#221D18'
export const PAPER = '#FFFDF8'

/** Goes softly from 0 to 1 while it is between two moments. */
export function between(at: number, from: number, to: number): number {
  const share = Math.min(1, Math.max(0, (at - from) / (to - from)))
  return share * share * (3 - 2 * share)
}

export const moved = (from: number, to: number, share: number): number => from + (to - from) * share

const short = (value: number): number => Math.round(value * 100) / 100

/** Something drawn around its own middle, put where it belongs. */
export function group(
  place: { x?: number; y?: number; scale?: number; opacity?: number },
  inside: string,
): string {
  const { x = 0, y = 0, scale = 1, opacity = 1 } = place
  if (opacity <= 0 || scale <= 0) return ''
  const size = scale === 1 ? '' : ` scale(${short(scale)})`
  const seen = opacity < 1 ? ` opacity="${short(opacity)}"` : ''
  return `<g transform="translate(${short(x)} ${short(y)})${size}"${seen}>${inside}</g>`
}

/** One picture of a film, whole. */
export const sheet = (inside: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480" viewBox="0 0 320 240" fill="none" stroke="${INK}" stroke-width="4" stroke-linecap="round" stroke-linejoin="round">${inside}</svg>`
