import { ArrowLeft } from 'lucide-react'
import { useReducer, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { useScanner } from '#app/scan/use-scanner.ts'
import type { LearnPerson } from '#modules/learning/shared.ts'
import { CardScreen } from './card-screen.tsx'
import type { Desk, DeskState } from './desk.ts'
import { DeskHead } from './desk-head.tsx'
import { HoldKey } from './hold-key.tsx'
import { NeedsTrainer } from './needs-trainer.tsx'
import { ownerOfCard, type PictureGuard } from './pictures.ts'
import { PicturesScreen } from './pictures-screen.tsx'
import { SignInFoot } from './sign-in-foot.tsx'
import { useNewShell } from './use-new-shell.ts'
import { Face, WhoTiles } from './who-tiles.tsx'

type Step =
  | { at: 'who' }
  | { at: 'pictures'; person: LearnPerson }
  | { at: 'card'; isUnknown: boolean }
  | { at: 'trainer'; person?: LearnPerson }

export interface SignInProps {
  desk: Desk
  state: DeskState
  onSignedIn: (person: LearnPerson) => void
}

/** Who learns on this device now: a name and three pictures, a card, or a trainer who says so. */
export function SignIn({ desk, state, onSignedIn }: SignInProps) {
  const { snapshot } = state
  const [step, setStep] = useState<Step>({ at: 'who' })
  useNewShell(step.at === 'who')
  const enter = (person: LearnPerson, how: 'pictures' | 'card' | 'trainer') => {
    desk.pictures.forgive(person)
    desk.signedIn(person, how)
    onSignedIn(person)
  }
  const takeCard = async (code: string) => {
    const owner = await ownerOfCard(snapshot.learners, code)
    // Whoever stole the card may be the one who guessed the pictures: a trainer looks first.
    if (owner && desk.pictures.lockedUntil(owner)) setStep({ at: 'pictures', person: owner })
    else if (owner) enter(owner, 'card')
    else setStep({ at: 'card', isUnknown: true })
  }
  // A scanner's code counts on every screen: nobody has to find the right one first.
  useScanner((code) => {
    if (snapshot.classes.length > 0) takeCard(code).catch(console.error)
  })
  const start = () => setStep({ at: 'who' })
  const foot = (person?: LearnPerson) => (
    <SignInFoot
      onCard={() => setStep({ at: 'card', isUnknown: false })}
      onTrainer={() => setStep({ at: 'trainer', ...(person && { person }) })}
    />
  )
  if (snapshot.classes.length === 0 || snapshot.learners.length === 0) {
    return <NoClass state={state} />
  }
  if (step.at === 'card') {
    return (
      <main className="learn-page">
        <CardScreen
          isUnknown={step.isUnknown}
          onCode={(code) => void takeCard(code).catch(console.error)}
          onBack={start}
        />
      </main>
    )
  }
  if (step.at === 'trainer') {
    return (
      <TrainerScreen
        people={snapshot.learners}
        person={step.person}
        onChoose={(person) => setStep({ at: 'trainer', person })}
        onHeld={(person) => enter(person, 'trainer')}
        onBack={start}
      />
    )
  }
  if (step.at === 'pictures') {
    const person = snapshot.learners.find(({ id }) => id === step.person.id) ?? step.person
    return (
      <main className="learn-page">
        <PicturesStep
          guard={desk.pictures}
          person={person}
          onRight={() => enter(person, 'pictures')}
          onNotMe={start}
        />
        {foot(person)}
      </main>
    )
  }
  return (
    <main className="learn-page">
      <Who state={state} onChoose={(person) => setStep({ at: 'pictures', person })} />
      {foot()}
    </main>
  )
}

/** Pages over plain HTTP have nothing to check pictures with: then a trainer lets people in. */
const canCheck = globalThis.crypto?.subtle !== undefined

interface PicturesStepProps {
  guard: PictureGuard
  person: LearnPerson
  onRight: () => void
  onNotMe: () => void
}

/** Their three pictures, as long as they may try. */
function PicturesStep({ guard, person, onRight, onNotMe }: PicturesStepProps) {
  // What the guard says changes with each try and with the clock.
  const [, look] = useReducer((times: number) => times + 1, 0)
  const lockedUntil = guard.lockedUntil(person)
  if (!canCheck || person.pictures === null || lockedUntil !== undefined) {
    return (
      <NeedsTrainer person={person} lockedUntil={lockedUntil} onNotMe={onNotMe} onOver={look} />
    )
  }
  return (
    <PicturesScreen
      person={person}
      onNotMe={onNotMe}
      check={async (chosen) => {
        const outcome = await guard.check(person, chosen)
        if (outcome === 'right') onRight()
        else look()
        return outcome
      }}
    />
  )
}

function Who({ state, onChoose }: { state: DeskState; onChoose: (person: LearnPerson) => void }) {
  const { t } = useTranslation('learn')
  return (
    <>
      <DeskHead state={state} />
      <h1>{t('who.title')}</h1>
      <WhoTiles people={state.snapshot.learners} onChoose={onChoose} />
    </>
  )
}

function NoClass({ state }: { state: DeskState }) {
  const { t } = useTranslation('learn')
  return (
    <main className="learn-page">
      <DeskHead state={state} />
      <div className="stack" role="status">
        <h1>{t('who.none')}</h1>
        <p className="sign-in-ask">{t('who.none_text')}</p>
      </div>
    </main>
  )
}

function TrainerScreen(props: {
  people: readonly LearnPerson[]
  person: LearnPerson | undefined
  onChoose: (person: LearnPerson) => void
  onHeld: (person: LearnPerson) => void
  onBack: () => void
}) {
  const { people, person, onChoose, onHeld, onBack } = props
  const { t } = useTranslation('learn')
  return (
    <main className="learn-page">
      <div className="row">
        <Button size="key" icon={ArrowLeft} onClick={onBack}>
          {person ? t('pictures.not_me') : t('back')}
        </Button>
      </div>
      {person ? (
        <>
          <div className="sign-in-person">
            <Face person={person} />
            <h1>{t('trainer.title', { name: person.name })}</h1>
          </div>
          <HoldKey
            label={t('trainer.hold')}
            hint={t('trainer.hint')}
            onHeld={() => onHeld(person)}
          />
        </>
      ) : (
        <>
          <h1>{t('trainer.choose')}</h1>
          <WhoTiles people={people} onChoose={onChoose} />
        </>
      )}
    </main>
  )
}
