import { classes } from './classes.ts'

export interface PictogramProps {
  /** One of `pictograms.ts`, or a picture's address when it contains a slash (a shop's own photograph). */
  id: string
  /** `row` 54 px, `tile` the head of a product tile, `large` 84, `bare` without its plate. */
  size?: 'row' | 'tile' | 'large' | 'bare' | undefined
  /** Its name; left out where the word stands beside it. */
  label?: string | undefined
}

/** A drawn product or choice on its plate, because the ink outline needs a light ground. */
export function Pictogram({ id, size = 'row', label = '' }: PictogramProps) {
  const isPhoto = id.includes('/')
  return (
    <span className={classes('plate', `plate-${size}`, isPhoto && 'plate-photo')}>
      <img
        src={isPhoto ? id : `/pictograms/${id}.svg`}
        alt={label}
        width="64"
        height="64"
        loading="lazy"
        decoding="async"
      />
    </span>
  )
}
