import { ArrowLeft, Undo2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { classes } from '#app/components/classes.ts'
import {
  type LearnPerson,
  PICTURES_IN_ALL,
  SIGN_IN_PICTURES,
  type SignInPicture,
} from '#modules/learning/shared.ts'
import { useGreeting } from './greeting.ts'
import type { PictureOutcome } from './pictures.ts'
import { Face } from './who-tiles.tsx'

export interface PicturesScreenProps {
  person: LearnPerson
  check: (chosen: readonly SignInPicture[]) => Promise<PictureOutcome>
  onNotMe: () => void
}

const PLACES = Array.from({ length: PICTURES_IN_ALL }, (_, index) => index)

/** Three pictures in their order, pressed in place of a password. */
export function PicturesScreen({ person, check, onNotMe }: PicturesScreenProps) {
  const { t } = useTranslation('learn')
  const greeting = useGreeting(person.name)
  const head = useRef<HTMLHeadingElement>(null)
  const [chosen, setChosen] = useState<readonly SignInPicture[]>([])
  const [isWrong, setWrong] = useState(false)
  useEffect(() => head.current?.focus(), [])
  const press = (picture: SignInPicture) => {
    if (chosen.length === PICTURES_IN_ALL) return
    const next = [...chosen, picture]
    setChosen(next)
    setWrong(false)
    if (next.length < PICTURES_IN_ALL) return
    void check(next).then((outcome) => {
      setChosen([])
      setWrong(outcome === 'wrong')
    }, console.error)
  }
  return (
    <>
      <div className="row">
        <Button size="key" icon={ArrowLeft} onClick={onNotMe}>
          {t('pictures.not_me')}
        </Button>
      </div>
      <div className="sign-in-person">
        <Face person={person} />
        <div className="stack stack-tight">
          <h1 ref={head} tabIndex={-1}>
            {greeting}
          </h1>
          <p className="sign-in-ask" role="status">
            {isWrong ? t('pictures.wrong') : t('pictures.title')}
          </p>
        </div>
      </div>
      <div className="picture-places">
        {PLACES.map((place) => (
          <Place
            key={place}
            place={place}
            picture={chosen[place]}
            isNext={place === chosen.length}
          />
        ))}
        <Button stacked size="key" icon={Undo2} onClick={() => setChosen([])}>
          {t('pictures.again')}
        </Button>
      </div>
      <ul className="picture-keys">
        {SIGN_IN_PICTURES.map((picture) => (
          <li key={picture}>
            <PictureKey picture={picture} at={chosen.lastIndexOf(picture)} onPress={press} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Place(props: { place: number; picture: SignInPicture | undefined; isNext: boolean }) {
  const { place, picture, isNext } = props
  const { t } = useTranslation('learn')
  const label = picture
    ? t('pictures.chosen', { place: place + 1, picture: t(`pictures.picture.${picture}`) })
    : t('pictures.place', { place: place + 1 })
  return (
    <div
      role="img"
      aria-label={label}
      className={classes('picture-place', picture && 'is-full', isNext && 'is-next')}
    >
      {picture ? <Drawing picture={picture} /> : <span aria-hidden="true">{place + 1}</span>}
    </div>
  )
}

function PictureKey(props: {
  picture: SignInPicture
  /** Its place among the chosen ones; -1 when it is none. */
  at: number
  onPress: (picture: SignInPicture) => void
}) {
  const { picture, at, onPress } = props
  const { t } = useTranslation('learn')
  return (
    <button
      type="button"
      className="picture-key"
      aria-pressed={at >= 0}
      onClick={() => onPress(picture)}
    >
      <Drawing picture={picture} />
      <b>{t(`pictures.picture.${picture}`)}</b>
      {at >= 0 && (
        <span className="picture-number" aria-hidden="true">
          {at + 1}
        </span>
      )}
    </button>
  )
}

const Drawing = ({ picture }: { picture: SignInPicture }) => (
  <img src={`/learn/signin/${picture}.svg`} alt="" width="64" height="64" />
)
