import { initialOf } from '#app/components/avatar.tsx'
import { classes } from '#app/components/classes.ts'
import { type LearnPerson, TILES } from '#modules/learning/shared.ts'
import { usePhoto } from './photo-context.ts'

export interface FaceProps {
  person: Pick<LearnPerson, 'name' | 'tile' | 'photo'>
}

/** A learner's photograph, or their initial on the colour of their tile; the name stands beside it. */
export function Face({ person }: FaceProps) {
  const photo = usePhoto(person)
  if (photo) return <img className="face face-photo" src={photo} alt="" />
  return (
    <span className={classes('face', `face-${person.tile % TILES}`)} aria-hidden="true">
      {initialOf(person.name)}
    </span>
  )
}

export interface WhoTilesProps {
  people: readonly LearnPerson[]
  onChoose: (person: LearnPerson) => void
}

/** Everybody in the class, as tiles to press. Their order is the same each time. */
export function WhoTiles({ people, onChoose }: WhoTilesProps) {
  const sorted = [...people].sort((a, b) => a.name.localeCompare(b.name, 'zh-Hant-TW'))
  return (
    <ul className="who-tiles">
      {sorted.map((person) => (
        <li key={person.id}>
          <button type="button" className="who-tile" onClick={() => onChoose(person)}>
            <Face person={person} />
            <b>{person.name}</b>
          </button>
        </li>
      ))}
    </ul>
  )
}
