import type { i18n } from 'i18next'
import {
  lazy,
  Suspense,
  useCallback,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { I18nextProvider } from 'react-i18next'
import type { ScreenLanguage } from '#app/locales/languages.ts'
import type { LearnPerson } from '#modules/learning/shared.ts'
import type { Desk, DeskState } from './desk.ts'
import { JoinScreen } from './join-screen.tsx'
import { LearnerPlace } from './learner-place.tsx'
import { PhotoContext } from './photo-context.ts'
import { endOffer, isProtectionOffered } from './protect-offer.ts'
import { useSession } from './session.ts'
import { SignIn } from './sign-in.tsx'
import { ReplaceScreen, StartScreen } from './start-screen.tsx'
import { loadTexts, screenLanguage } from './texts.ts'
import { useStage } from './use-stage.ts'

const door = () => import('./phone-door.ts')
const InvitationScreen = lazy(async () => ({ default: (await door()).InvitationScreen }))
const ComeBackScreen = lazy(async () => ({ default: (await door()).ComeBackScreen }))
const ProtectScreen = lazy(async () => ({ default: (await door()).ProtectScreen }))
const MyPhoneScreen = lazy(async () => ({ default: (await door()).MyPhoneScreen }))

/** The learners' app, from the moment its page opens. */
export function LearnApp() {
  const stages = useStage()
  const [language, setLanguage] = useState(browserLanguage)
  const texts = useTexts(language)
  if (!texts) return null
  return (
    <I18nextProvider i18n={texts}>
      <Suspense fallback={<main className="learn-page" aria-busy="true" />}>
        <StageScreen stages={stages} language={language} onLanguage={setLanguage} />
      </Suspense>
    </I18nextProvider>
  )
}

interface StageScreenProps {
  stages: ReturnType<typeof useStage>
  language: ScreenLanguage
  onLanguage: (language: ScreenLanguage) => void
}

function StageScreen({ stages, language, onLanguage }: StageScreenProps) {
  const { stage, open, become, follow, becomeInvited, join, comeBack } = stages
  const ways = {
    onAgain: () => void open(false),
    onTakeOver: () => void open(true),
    onJoin: join,
    onComeBack: comeBack,
  }
  switch (stage.phase) {
    case 'ready':
      return <AtDesk desk={stage.desk} onLanguage={onLanguage} {...ways} />
    case 'unpaired':
      return (
        <JoinScreen
          isLinkWrong={stage.isLinkWrong}
          language={language}
          onJoined={(token) => void become(token)}
          onComeBack={comeBack}
        />
      )
    case 'coming_back':
      return <ComeBackScreen onJoined={(token) => void become(token)} onLeave={join} />
    case 'inviting':
      return (
        <InvitationScreen
          key={stage.token}
          token={stage.token}
          onJoined={becomeInvited}
          onLeave={ways.onAgain}
        />
      )
    case 'replacing':
      return <ReplaceScreen onYes={() => void follow(stage.link)} onNo={ways.onAgain} />
    default:
      return <StartScreen phase={stage.phase} {...ways} />
  }
}

const browserLanguage = (): ScreenLanguage =>
  navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh-TW'

interface AtDeskProps {
  desk: Desk
  onLanguage: (language: ScreenLanguage) => void
  onAgain: () => void
  onTakeOver: () => void
  onJoin: () => void
  onComeBack: () => void
}

/** The device at work: a venue's asks who it is, somebody's own knows. */
function AtDesk({ desk, onLanguage, ...ways }: AtDeskProps) {
  const state = useSyncExternalStore(desk.subscribe, desk.state)
  if (state.isTaken) return <StartScreen phase="elsewhere" {...ways} />
  const isVenue = state.snapshot.device.learnerId === null
  const [person] = state.snapshot.learners
  if (state.isRevoked || !(isVenue || person)) return <StartScreen phase="revoked" {...ways} />
  const device = { desk, state, onLanguage }
  return (
    <PhotoContext.Provider value={state.photos}>
      {!isVenue && person ? <OwnDevice {...device} person={person} /> : <VenueDevice {...device} />}
    </PhotoContext.Provider>
  )
}

interface DeviceProps extends Pick<AtDeskProps, 'desk' | 'onLanguage'> {
  state: DeskState
}

function VenueDevice({ desk, state, onLanguage }: DeviceProps) {
  const { snapshot } = state
  const { person, change } = useSession(snapshot.learners)
  useLanguage(person?.language ?? snapshot.centre.language, onLanguage)
  const signOut = useCallback(() => change(undefined), [change])
  if (!person) return <SignIn desk={desk} state={state} onSignedIn={change} />
  return (
    <LearnerPlace key={person.id} desk={desk} state={state} person={person} onSignOut={signOut} />
  )
}

function OwnDevice({ desk, state, person, onLanguage }: DeviceProps & { person: LearnPerson }) {
  useLanguage(person.language, onLanguage)
  const { deviceId } = desk
  const [place, setPlace] = useState<'learning' | 'protecting' | 'mine'>(() =>
    isProtectionOffered(deviceId) ? 'protecting' : 'learning',
  )
  const isNoted = useRef(false)
  useEffect(() => {
    if (isNoted.current) return
    isNoted.current = true
    desk.signedIn(person, 'own')
  }, [desk, person])
  const learn = () => setPlace('learning')
  if (place === 'protecting') {
    const done = () => {
      endOffer()
      learn()
    }
    return <ProtectScreen token={desk.token} person={person} onDone={done} />
  }
  if (place === 'mine') {
    return <MyPhoneScreen desk={desk} state={state} person={person} onBack={learn} />
  }
  return <LearnerPlace desk={desk} state={state} person={person} onMine={() => setPlace('mine')} />
}

function useLanguage(tag: string, onLanguage: (language: ScreenLanguage) => void) {
  const language = screenLanguage(tag)
  useEffect(() => onLanguage(language), [language, onLanguage])
}

/** The texts of a language; the former ones stay until the new ones are here. */
function useTexts(language: ScreenLanguage): i18n | undefined {
  const [texts, setTexts] = useState<i18n>()
  useEffect(() => {
    document.documentElement.lang = language === 'zh-TW' ? 'zh-Hant-TW' : language
    let isCurrent = true
    loadTexts(language)
      // Without a network another language may not come; the app then speaks its source.
      .catch(() => loadTexts('zh-TW'))
      .then((loaded) => isCurrent && setTexts(loaded))
      .catch(console.error)
    return () => {
      isCurrent = false
    }
  }, [language])
  return texts
}
