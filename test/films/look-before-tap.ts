import type { DrawnFilm } from './drawn-film.ts'
import { between, group, INK, moved, PAPER } from './drawn-film.ts'

const SAND = '#F1E8D3'
const LEAF = '#E3EBDD'
const GOLD = '#E4B23C'
const CLAY = '#9C4A2F'
const TEA = '#1F4D3A'
const GREY = '#8A8478'

/** A message comes; the finger stops; the address is read from the slash back; then the own app. */
export const lookBeforeTap: DrawnFilm = {
  course: 'phishing-links',
  file: 'look-before-tap.webm',
  seconds: 17.5,
  draw(at) {
    const isLarge = between(at, 6.5, 7.3) - between(at, 13.9, 14.6)
    return [
      `<rect width="320" height="240" fill="${SAND}" stroke="none"/>`,
      phone(at, isLarge),
      finger(at),
      isLarge > 0 ? address(at, isLarge) : '',
      bin(at),
    ].join('')
  },
}

/** Steps aside while the address is looked at, and shows the own app in the end. */
function phone(at: number, isLarge: number): string {
  const comes = between(at, 0.4, 1)
  const shakes = at > 0.4 && at < 1.4 ? Math.sin(at * 50) * 2.5 * (1 - between(at, 0.4, 1.4)) : 0
  const isGone = between(at, 14.3, 14.9)
  const bubble = group(
    { y: (1 - comes) * -46, opacity: comes * (1 - isGone) },
    `<path d="M22 34h66a8 8 0 0 1 8 8v38a8 8 0 0 1-8 8H44l-12 12V88H22a8 8 0 0 1-8-8V42a8 8 0 0 1 8-8z" fill="${PAPER}" stroke-width="3"/>
     <path d="M24 50h58M24 61h42" stroke="${GREY}" stroke-width="3"/>
     <path d="M24 76h50" stroke="${CLAY}" stroke-width="6" opacity="${1 - isLarge * 0.7}"/>`,
  )
  const app = between(at, 15, 15.6)
  const done = between(at, 16.4, 16.9)
  const own = group(
    { opacity: app },
    `<rect x="33" y="66" width="44" height="44" rx="11" fill="${TEA}"/>
     <path d="M43 92V84l12-10 12 10v8zM52 92v-7h6v7" stroke="${PAPER}" stroke-width="3"/>
     ${done > 0 ? group({ x: 55, y: 142, scale: done }, `<circle r="15" fill="${GOLD}"/><path d="M-7 0l5 6 9-11"/>`) : ''}`,
  )
  return group(
    { x: 105 + shakes, y: 18 + isLarge * 26, opacity: 1 - isLarge * 0.75 },
    `<rect width="110" height="206" rx="14" fill="${PAPER}"/>
     <rect x="8" y="14" width="94" height="166" rx="5" fill="${LEAF}"/>
     <path d="M49 193h12"/>${bubble}${own}`,
  )
}

/** Wants to tap, stops and goes; comes back for the own app. */
function finger(at: number): string {
  const towards = between(at, 3, 3.9)
  const back = between(at, 5.3, 6.3)
  const again = between(at, 15.6, 16.3)
  const isThere = at < 9 ? towards - back : again
  if (isThere <= 0) return ''
  const waits = at > 3.9 && at < 5.3 ? Math.sin((at - 3.9) * 9) * 2 : 0
  // The first time it stops a good way off the link.
  const [toX, toY] = at < 9 ? [186, 128] : [162, 112]
  const hand = group(
    { x: moved(330, toX, isThere), y: moved(250, toY, isThere) + waits },
    `<path d="M4 4c-5 5-5 9-1 14l22 30-10 2c-6 2-6 10 0 12l26 8 4 46h62V64c0-10-8-16-16-18L58 38 22 4c-6-6-12-6-18 0z" fill="${PAPER}"/>`,
  )
  const sign = between(at, 4, 4.5) - between(at, 5.6, 6.1)
  const stop =
    sign > 0
      ? group(
          { x: 258, y: 70, scale: sign },
          `<path d="M-14-34h28l20 20v28l-20 20h-28l-20-20v-28z" fill="${CLAY}"/><path d="M-14 0h28" stroke="${PAPER}" stroke-width="9"/>`,
        )
      : ''
  return hand + stop
}

/** The address in large: parts, a slash, what follows it; then from the slash back to its owner. */
function address(at: number, isLarge: number): string {
  const arrow = between(at, 10.2, 11.4)
  const owner = between(at, 11.4, 12)
  const stranger = between(at, 12.6, 13.2)
  const box = (x: number, width: number, fill: string) =>
    `<rect x="${x}" y="-18" width="${width}" height="36" rx="7" fill="${fill}" stroke-width="3"/><path d="M${x + 11} 0h${width - 22}" stroke="${GREY}" stroke-width="3"/>`
  const key = group(
    { x: 26, opacity: owner * (1 - stranger) },
    `<circle cx="-13" r="8"/><path d="M-5 0h24M12 0v8M19 0v6"/>`,
  )
  const mask = group(
    { x: 26, opacity: stranger },
    `<circle r="15" fill="${PAPER}"/><path d="M-15-3h30v8c-6 4-10 4-15 0-5 4-9 4-15 0z" fill="${INK}" stroke-width="2"/>`,
  )
  const lit = 1 + owner * 0.08
  const parts = `<rect x="-146" y="-32" width="292" height="64" rx="32" fill="${PAPER}"/>
    ${box(-130, 44, LEAF)}${box(-76, 44, LEAF)}
    <path d="M-81 12v.5M-27 12v.5" stroke-width="6"/>
    ${group({ x: 26, scale: lit }, `<rect x="-42" y="-23" width="84" height="46" rx="8" fill="${owner > 0 ? GOLD : LEAF}"/>${owner > 0 ? '' : `<path d="M-30 0h60" stroke="${GREY}" stroke-width="3"/>`}`)}
    ${key}${mask}
    <path d="M96-18L84 18" stroke="${CLAY}" stroke-width="6"/>
    <path d="M108 0h24" stroke="${GREY}" stroke-width="3" stroke-dasharray="1 8"/>`
  const back =
    arrow > 0
      ? `<path d="M86 58H${moved(80, 30, arrow)}M${moved(88, 38, arrow)} 48l-12 10 12 10" stroke="${CLAY}" stroke-width="6" opacity="${1 - stranger * 0.8}"/>`
      : ''
  const falls = between(at, 13.9, 14.6)
  return group(
    {
      x: moved(160, 268, falls),
      y: moved(moved(94, 104, isLarge), 200, falls),
      scale: moved(0.3, 1, isLarge),
      opacity: Math.min(1, isLarge * 2),
    },
    parts + back,
  )
}

/** Where the message ends. */
function bin(at: number): string {
  const isThere = between(at, 13.4, 13.9) - between(at, 15.2, 15.7)
  if (isThere <= 0) return ''
  return group(
    { x: 268, y: 204, scale: isThere },
    `<path d="M-18-14h36l-4 38h-28z" fill="${PAPER}"/><path d="M-24-14h48M-7-14v-7H7v7M-6-4v18M6-4v18" stroke-width="3"/>`,
  )
}
