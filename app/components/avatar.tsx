import { classes } from './classes.ts'

export interface AvatarProps {
  /** The person's name; its first letter stands in the ring. */
  name: string
  /** A photograph, only with the person's consent. */
  photo?: string | undefined
  /** `small` 36 px, `medium` 68, `large` 138. */
  size?: 'small' | 'medium' | 'large' | undefined
}

/** A person: photograph or initial. Their name stands beside it, so it is hidden from screen readers. */
export function Avatar({ name, photo, size = 'small' }: AvatarProps) {
  const look = classes('avatar', `avatar-${size}`)
  if (photo) return <img className={look} src={photo} alt="" />
  return (
    <span className={classes(look, 'avatar-initial')} aria-hidden="true">
      {initialOf(name)}
    </span>
  )
}

/** Costly to make, and every tile of a shelf asks for one. */
const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The first letter as its readers count letters (Tsou 'Ʉ́', 王), in capitals where there are any. */
export function initialOf(name: string): string {
  for (const { segment } of letters.segment(name.trim())) return segment.toLocaleUpperCase()
  return ''
}
