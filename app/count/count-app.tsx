import type { i18n } from 'i18next'
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { I18nextProvider } from 'react-i18next'
import type { ScreenLanguage } from '#app/locales/languages.ts'
import { type CountDesk, type CountStart, openCount } from './count-desk.ts'
import { takeCountLink } from './count-link.ts'
import { CountScreen } from './count-screen.tsx'
import { OverScreen } from './over-screen.tsx'
import { StartScreen } from './start-screen.tsx'
import { loadTexts } from './texts.ts'
import { WhoScreen } from './who-screen.tsx'

type Stage =
  | { phase: 'ready'; desk: CountDesk }
  | { phase: Exclude<CountStart['phase'], 'ready'> | 'opening' | 'wrong' | 'failed' }

const browserLanguage = (): ScreenLanguage =>
  navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh-TW'

/** The app that people count with, from the moment its page opens. */
export function CountApp() {
  const texts = useTexts(browserLanguage())
  const { stage, open } = useStage()
  if (!texts) return null
  return (
    <I18nextProvider i18n={texts}>
      {stage.phase === 'ready' ? (
        <AtDesk key={stage.desk.deviceId} desk={stage.desk} onTakeOver={() => open(true)} />
      ) : (
        <StartScreen
          phase={stage.phase}
          onAgain={() => open(false)}
          onTakeOver={() => open(true)}
        />
      )}
    </I18nextProvider>
  )
}

function AtDesk({ desk, onTakeOver }: { desk: CountDesk; onTakeOver: () => void }) {
  const state = useSyncExternalStore(desk.subscribe, desk.state)
  const [isAsking, setAsking] = useState(state.who === '')
  if (state.isTaken) {
    return <StartScreen phase="elsewhere" onAgain={onTakeOver} onTakeOver={onTakeOver} />
  }
  if (state.isOver) return <OverScreen state={state} />
  if (isAsking) return <WhoScreen desk={desk} state={state} onDone={() => setAsking(false)} />
  return <CountScreen desk={desk} state={state} onChangeWho={() => setAsking(true)} />
}

/** Where the app is, and the ways from there. */
function useStage() {
  const [stage, setStage] = useState<Stage>({ phase: 'opening' })
  const desk = useRef<CountDesk>()
  /** What the code brought, for trying again where the first try had no network. */
  const token = useRef<string>()
  const start = useCallback(async (takesOver: boolean) => {
    setStage({ phase: 'opening' })
    try {
      await desk.current?.stop()
      desk.current = undefined
      const started = await openCount(token.current, takesOver)
      if (started.phase === 'ready') desk.current = started.desk
      setStage(started)
    } catch (cause) {
      console.error(cause)
      setStage({ phase: 'failed' })
    }
  }, [])
  const hasStarted = useRef(false)
  useEffect(() => {
    const look = () => {
      const link = takeCountLink()
      const isFirst = !hasStarted.current
      hasStarted.current = true
      if (link === 'wrong') return setStage({ phase: 'wrong' })
      if (link !== 'none') token.current = link.token
      if (link !== 'none' || isFirst) void start(false)
    }
    look()
    window.addEventListener('hashchange', look)
    return () => window.removeEventListener('hashchange', look)
  }, [start])
  return { stage, open: (takesOver: boolean) => void start(takesOver) }
}

function useTexts(language: ScreenLanguage): i18n | undefined {
  const [texts, setTexts] = useState<i18n>()
  useEffect(() => {
    document.documentElement.lang = language === 'zh-TW' ? 'zh-Hant-TW' : language
    loadTexts(language)
      // Without a network another language may not come; the app then speaks its source.
      .catch(() => loadTexts('zh-TW'))
      .then(setTexts, console.error)
  }, [language])
  return texts
}
