import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { useScanner } from '#app/scan/use-scanner.ts'
import type { LearnPerson } from '#modules/learning/shared.ts'
import { CardScreen } from './card-screen.tsx'
import type { Desk, DeskState } from './desk.ts'
import { DeskHead } from './desk-head.tsx'
import { HoldKey } from './hold-key.tsx'
import { ownerOfCard } from './pictures.ts'
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
    desk.pictures.forgive(person.id)
    desk.signedIn(person, how)
    onSignedIn(person)
  }
  const takeCard = async (code: string) => {
    const owner = await ownerOfCard(snapshot.learners, code)
    if (owner) enter(owner, 'card')
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
    const { person } = step
    const mayTry = canCheck && person.pictures !== null && !desk.pictures.isLocked(person)
    return (
      <main className="learn-page">
        {mayTry ? (
          <PicturesScreen
            person={person}
            onNotMe={start}
            check={async (chosen) => {
              const outcome = await desk.pictures.check(person, chosen)
              if (outcome === 'right') enter(person, 'pictures')
              if (outcome === 'locked') setStep({ at: 'pictures', person })
              return outcome
            }}
          />
        ) : (
          <NeedsTrainer person={person} onNotMe={start} />
        )}
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

function NeedsTrainer({ person, onNotMe }: { person: LearnPerson; onNotMe: () => void }) {
  const { t } = useTranslation('learn')
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
          <h1>{person.name}</h1>
          <p className="sign-in-ask" role="status">
            {person.pictures ? t('pictures.locked') : t('pictures.none')}
          </p>
        </div>
      </div>
    </>
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
