import type { i18n } from 'i18next'
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { I18nextProvider } from 'react-i18next'
import type { ScreenLanguage } from '#app/locales/languages.ts'
import type { LearnPerson } from '#modules/learning/shared.ts'
import type { Desk, DeskState } from './desk.ts'
import { takeDeviceLink } from './device-link.ts'
import { JoinScreen } from './join-screen.tsx'
import { LearnerPlace } from './learner-place.tsx'
import { openDesk } from './open-desk.ts'
import { deviceOf, openLearnStore } from './own-device.ts'
import { useSession } from './session.ts'
import { SignIn } from './sign-in.tsx'
import { ReplaceScreen, type StartPhase, StartScreen } from './start-screen.tsx'
import { loadTexts, screenLanguage } from './texts.ts'

type Stage =
  | { phase: 'ready'; desk: Desk }
  | { phase: 'unpaired'; isLinkWrong: boolean }
  | { phase: 'replacing'; token: string }
  | { phase: StartPhase }

/** The learners' app, from the moment its page opens. */
export function LearnApp() {
  const { stage, open, join, become } = useStage()
  const [language, setLanguage] = useState(browserLanguage)
  const texts = useTexts(language)
  if (!texts) return null
  return (
    <I18nextProvider i18n={texts}>
      {stage.phase === 'ready' ? (
        <AtDesk
          desk={stage.desk}
          onLanguage={setLanguage}
          onAgain={() => void open(false)}
          onTakeOver={() => void open(true)}
          onJoin={join}
        />
      ) : stage.phase === 'unpaired' ? (
        <JoinScreen
          isLinkWrong={stage.isLinkWrong}
          language={language}
          onJoined={(token) => void become(token)}
        />
      ) : stage.phase === 'replacing' ? (
        <ReplaceScreen onYes={() => void become(stage.token)} onNo={() => void open(false)} />
      ) : (
        <StartScreen
          phase={stage.phase}
          onAgain={() => void open(false)}
          onTakeOver={() => void open(true)}
          onJoin={join}
        />
      )}
    </I18nextProvider>
  )
}

const browserLanguage = (): ScreenLanguage =>
  navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh-TW'

function useStage() {
  const [stage, setStage] = useState<Stage>({ phase: 'opening' })
  const desk = useRef<Desk>()
  const open = useCallback(async (takesOver: boolean, isLinkWrong = false) => {
    setStage({ phase: 'opening' })
    try {
      await desk.current?.stop()
      desk.current = undefined
      const start = await openDesk(takesOver)
      if (start.phase === 'ready') desk.current = start.desk
      setStage(start.phase === 'unpaired' ? { phase: 'unpaired', isLinkWrong } : start)
    } catch (cause) {
      console.error(cause)
      setStage({ phase: 'failed' })
    }
  }, [])
  const become = useCallback(
    async (token: string) => {
      try {
        await (await openLearnStore()).become(token)
      } catch (cause) {
        console.error(cause)
        return setStage({ phase: 'failed' })
      }
      await open(false)
    },
    [open],
  )
  useLinks(
    useCallback(
      async (link) => {
        if (link === 'none') return open(false)
        if (link === 'wrong') return open(false, true)
        const own = await (await openLearnStore()).own()
        // Whoever holds the device says so first: a link may come from anywhere.
        if (own && own.deviceId !== deviceOf(link.token)) {
          setStage({ phase: 'replacing', token: link.token })
        } else await become(link.token)
      },
      [open, become],
    ),
  )
  const join = useCallback(() => setStage({ phase: 'unpaired', isLinkWrong: false }), [])
  return { stage, open, join, become }
}

type Link = { token: string } | 'none' | 'wrong'

/** How the page was opened, and whatever link comes while it is open. */
function useLinks(take: (link: Link) => Promise<void>) {
  const hasStarted = useRef(false)
  useEffect(() => {
    const look = () => {
      const link = takeDeviceLink()
      const isFirst = !hasStarted.current
      hasStarted.current = true
      if (link !== 'none' || isFirst) take(link).catch(console.error)
    }
    look()
    window.addEventListener('hashchange', look)
    return () => window.removeEventListener('hashchange', look)
  }, [take])
}

interface AtDeskProps {
  desk: Desk
  onLanguage: (language: ScreenLanguage) => void
  onAgain: () => void
  onTakeOver: () => void
  onJoin: () => void
}

/** The device at work: a venue's asks who it is, somebody's own knows. */
function AtDesk({ desk, onLanguage, ...ways }: AtDeskProps) {
  const state = useSyncExternalStore(desk.subscribe, desk.state)
  if (state.isTaken) return <StartScreen phase="elsewhere" {...ways} />
  const isVenue = state.snapshot.device.learnerId === null
  if (isVenue && !state.isRevoked) {
    return <VenueDevice desk={desk} state={state} onLanguage={onLanguage} />
  }
  const [person] = state.snapshot.learners
  if (state.isRevoked || !person) return <StartScreen phase="revoked" {...ways} />
  return <OwnDevice desk={desk} state={state} person={person} onLanguage={onLanguage} />
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
  const isNoted = useRef(false)
  useEffect(() => {
    if (isNoted.current) return
    isNoted.current = true
    desk.signedIn(person, 'own')
  }, [desk, person])
  return <LearnerPlace desk={desk} state={state} person={person} />
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
