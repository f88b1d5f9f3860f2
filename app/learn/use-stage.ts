import { useCallback, useEffect, useRef, useState } from 'react'
import type { Desk } from './desk.ts'
import { type Link, takeDeviceLink } from './device-link.ts'
import { openDesk } from './open-desk.ts'
import { idOfToken, openLearnStore } from './own-device.ts'
import { offerProtection } from './protect-offer.ts'
import type { StartPhase } from './start-screen.tsx'

export type Stage =
  | { phase: 'ready'; desk: Desk }
  | { phase: 'unpaired'; isLinkWrong: boolean }
  | { phase: 'replacing'; link: Link }
  /** A phone brings a trainer's invitation. */
  | { phase: 'inviting'; token: string }
  /** Somebody who has done lessons before signs in. */
  | { phase: 'coming_back' }
  | { phase: StartPhase }

/** Where the app is, from the moment its page opens, and the ways from there. */
export function useStage() {
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
  const follow = useCallback(
    async ({ kind, token }: Link) => {
      if (kind === 'invite') setStage({ phase: 'inviting', token })
      else await become(token)
    },
    [become],
  )
  useLinks(
    useCallback(
      async (link) => {
        if (link === 'none') return open(false)
        if (link === 'wrong') return open(false, true)
        const store = await openLearnStore()
        const own = await store.own()
        const id = idOfToken(link.token)
        const isKnown = own && own.deviceId === (await deviceOf(link, id))
        // A link that this phone has followed before opens what it opened then.
        if (isKnown && link.kind === 'invite') return open(false)
        // Whoever holds the device says so first: a link may come from anywhere.
        const mayAsk = own && !isKnown && !desk.current?.state().isRevoked
        if (mayAsk) setStage({ phase: 'replacing', link })
        else await follow(link)
      },
      [open, follow],
    ),
  )
  return {
    stage,
    open,
    become,
    follow,
    /** The same, and asks how they want to come back. */
    becomeInvited: useCallback(
      async (token: string) => {
        const deviceId = idOfToken(token)
        if (deviceId !== undefined) offerProtection(deviceId)
        await become(token)
      },
      [become],
    ),
    join: useCallback(() => setStage({ phase: 'unpaired', isLinkWrong: false }), []),
    comeBack: useCallback(() => setStage({ phase: 'coming_back' }), []),
  }
}

/** Which device a link makes this browser. */
async function deviceOf({ kind }: Link, id = ''): Promise<string> {
  return kind === 'device' ? id : (await (await openLearnStore()).claim(id)).deviceId
}

/** How the page was opened, and whatever link comes while it is open. */
function useLinks(take: (link: Link | 'none' | 'wrong') => Promise<void>) {
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
