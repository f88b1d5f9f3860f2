import type { i18n } from 'i18next'
import { lazy, Suspense, useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { I18nextProvider } from 'react-i18next'
import { applyDeviceSettings, useDeviceSettings } from './device-settings.ts'
import {
  applyDisplay,
  chosenDisplay,
  type Display,
  displayFor,
  rememberDisplay,
} from './display.ts'
import { openTill } from './open-till.ts'
import { SellingScreen, type SellingScreenProps } from './selling-screen.tsx'
import { type StartPhase, StartScreen } from './start-screen.tsx'
import { loadTexts } from './texts.ts'
import { useAutoLock } from './use-auto-lock.ts'
import type { WorkingTill } from './working-till.ts'

// Looked at once in a device's life.
const PairingScreen = lazy(() =>
  import('./pairing-screen.tsx').then((module) => ({ default: module.PairingScreen })),
)

const LockScreen = lazy(() =>
  import('./lock-screen.tsx').then((module) => ({ default: module.LockScreen })),
)

type Stage =
  | { phase: 'working'; till: WorkingTill }
  | { phase: 'unpaired'; slug?: string }
  | { phase: StartPhase }

/** The till, from the moment its page opens. */
export function TillApp() {
  const [stage, setStage] = useState<Stage>({ phase: 'opening' })
  const [chosen, setChosen] = useState(chosenDisplay)
  const open = useCallback(async (takesOver: boolean, paired?: string) => {
    setStage({ phase: takesOver ? 'taking_over' : 'opening' })
    try {
      const slug = paired ?? new URLSearchParams(location.search).get('shop')
      const start = await openTill(slug, takesOver)
      setStage(start.phase === 'ready' ? { phase: 'working', till: start.till } : start)
    } catch (cause) {
      console.error(cause)
      setStage({ phase: 'failed' })
    }
  }, [])
  useOnce(() => void open(false))

  const till = stage.phase === 'working' ? stage.till : undefined
  const person = usePerson(till)
  const display = displayFor(person, chosen)
  const device = useDeviceSettings()
  useEffect(() => applyDeviceSettings(device), [device])
  const texts = useTexts(display)
  if (!texts) return null
  const choose = (more: Partial<Display>) => {
    const isTheirs = chosen.personId === person?.id
    const next = { ...(isTheirs && chosen), ...more, ...(person && { personId: person.id }) }
    rememberDisplay(next)
    setChosen(next)
  }
  return (
    <I18nextProvider i18n={texts}>
      {stage.phase === 'working' ? (
        <TillAtWork
          till={stage.till}
          display={display}
          onDisplay={choose}
          onTakeBack={() => void open(true)}
          onUnpaired={() => setStage({ phase: 'unpaired', slug: stage.till.slug })}
        />
      ) : stage.phase === 'unpaired' ? (
        <Suspense fallback={<main className="till-start" aria-busy="true" />}>
          <PairingScreen slug={stage.slug} onPaired={(slug) => void open(false, slug)} />
        </Suspense>
      ) : (
        <StartScreen
          phase={stage.phase}
          onAgain={() => void open(false)}
          onTakeOver={() => void open(true)}
        />
      )}
    </I18nextProvider>
  )
}

/** Whoever is at the till sells; until somebody is, it asks who. */
function TillAtWork(props: SellingScreenProps) {
  const { till } = props
  const state = useSyncExternalStore(till.subscribe, till.state)
  useAutoLock(till, state)
  const isAtWork = state.cashierId !== undefined || state.isTaken || state.isRevoked
  if (isAtWork) return <SellingScreen key={state.cashierId} {...props} />
  return (
    <Suspense fallback={<main className="till-start" aria-busy="true" />}>
      <LockScreen till={till} state={state} />
    </Suspense>
  )
}

const silent = () => () => {}

function usePerson(till: WorkingTill | undefined) {
  return useSyncExternalStore(till?.subscribe ?? silent, () => till?.state().snapshot.person)
}

/** Loads the texts of the chosen language; the former ones stay until the new ones are here. */
function useTexts(display: Display): i18n | undefined {
  const [texts, setTexts] = useState<i18n>()
  const { theme, text, language } = display
  useEffect(() => applyDisplay({ theme, text, language }), [theme, text, language])
  useEffect(() => {
    let isCurrent = true
    loadTexts(language)
      // Without a network another language may not come; the till then opens in its source.
      .catch(() => loadTexts('zh-TW'))
      .then((loaded) => isCurrent && setTexts(loaded))
      .catch(console.error)
    return () => {
      isCurrent = false
    }
  }, [language])
  return texts
}

let hasStarted = false
/** React's strict mode mounts twice in development; the till opens once. */
function useOnce(start: () => void) {
  useEffect(() => {
    if (hasStarted) return
    hasStarted = true
    start()
  }, [start])
}
