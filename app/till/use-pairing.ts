import { useCallback, useEffect, useRef, useState } from 'react'
import type { Failed } from '#app/offline/answers.ts'
import {
  normalCode,
  PAIRING_ALPHABET,
  PAIRING_CODE_LENGTH,
  type PairedTill,
} from '#modules/pos/shared.ts'
import { fetchPairing, findPairer, pairHere, pairWithCode } from './till-api.ts'
import { type NewTill, openDirectory } from './till-directory.ts'

/** Why a device is no till yet; `till:pairing.trouble_…` has the words. */
export type PairingTrouble = 'unreachable' | 'unknown' | 'ended' | 'too_often' | 'refused'

/** How often the device asks whether the owner has tapped its number. */
const POLL_MS = 2_000

/** Makes this browser a till, one way or the other. */
export function usePairing(slug: string | undefined, onPaired: (slug: string) => void) {
  const [pairer, setPairer] = useState<{ shop: string; person: string }>()
  const [isLooking, setIsLooking] = useState(slug !== undefined)
  const [code, setCode] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const [trouble, setTrouble] = useState<PairingTrouble>()
  const [matchNumber, setMatchNumber] = useState<number>()
  const device = useRef<NewTill>()

  useEffect(() => {
    if (slug === undefined) return
    findPairer(slug)
      .then(setPairer)
      .catch(console.error)
      .finally(() => setIsLooking(false))
  }, [slug])

  const keep = useCallback(
    async (till: PairedTill) => {
      const directory = await openDirectory()
      if (device.current) await directory.keep(device.current, till)
      onPaired(till.slug)
    },
    [onPaired],
  )
  const attempt = useCallback(
    async (work: (own: NewTill) => Promise<Failed | undefined>) => {
      setIsBusy(true)
      setTrouble(undefined)
      try {
        const directory = await openDirectory()
        device.current ??= await directory.prepare(slug)
        let failed = await work(device.current)
        if (failed?.kind === 'refused' && failed.code === 'pos.till_revoked') {
          // The till that this device was stays out of use; it becomes another one.
          device.current = await directory.renew()
          failed = await work(device.current)
        }
        if (failed) setTrouble(troubleOf(failed))
      } catch (cause) {
        console.error(cause)
        setTrouble('refused')
      } finally {
        setIsBusy(false)
      }
    },
    [slug],
  )

  const pairNow = () =>
    void attempt(async (own) => {
      if (slug === undefined) return undefined
      const paired = await pairHere(slug, own, { journalId: own.journalId })
      if (paired.kind !== 'ok') return paired
      await keep(paired.value)
      return undefined
    })

  const bring = useCallback(
    (typed: string) =>
      attempt(async (own) => {
        const { journalId } = own
        const asked = await pairWithCode(own, { code: typed, journalId, name: deviceName() })
        setCode('')
        if (asked.kind !== 'ok') return asked
        if (asked.value.state === 'paired') await keep(asked.value.till)
        else if (asked.value.state === 'waiting') setMatchNumber(asked.value.matchNumber)
        else setTrouble('ended')
        return undefined
      }),
    [attempt, keep],
  )
  const type = useCallback(
    (typed: string) => {
      const known = [...normalCode(typed)].filter((each) => PAIRING_ALPHABET.includes(each))
      const next = known.slice(0, PAIRING_CODE_LENGTH).join('')
      setTrouble(undefined)
      setCode(next)
      if (next.length === PAIRING_CODE_LENGTH && next !== code) void bring(next)
    },
    [bring, code],
  )

  const isWaiting = matchNumber !== undefined
  useEffect(() => {
    if (!isWaiting) return
    const timer = setInterval(async () => {
      if (!device.current) return
      const found = await fetchPairing(device.current)
      // Without a network for a moment: the owner may have tapped it all the same.
      if (found.kind !== 'ok' || found.value.state === 'waiting') return
      clearInterval(timer)
      if (found.value.state === 'paired') return keep(found.value.till)
      setMatchNumber(undefined)
      setTrouble('ended')
    }, POLL_MS)
    return () => clearInterval(timer)
  }, [isWaiting, keep])

  const startOver = () => setMatchNumber(undefined)
  return { pairer, isLooking, code, isBusy, trouble, matchNumber, pairNow, type, startOver }
}

export type UsePairing = ReturnType<typeof usePairing>

function troubleOf(failed: Failed): PairingTrouble {
  if (failed.kind === 'unreachable') return 'unreachable'
  if (failed.kind === 'unpaired') return 'refused'
  switch (failed.code) {
    case 'pos.unknown_pairing':
      return 'unknown'
    case 'pos.pairing_ended':
    case 'pos.pairing_used':
      return 'ended'
    case 'identity.too_many_tries':
      return 'too_often'
    default:
      return 'refused'
  }
}

/** What the owner will see it called: what kind of thing it is. */
function deviceName(): string {
  const { userAgent } = navigator
  const kinds = [
    ['Android', /Android/],
    ['iPad', /iPad|Macintosh.*Mobile/],
    ['iPhone', /iPhone/],
    ['Chromebook', /CrOS/],
    ['Windows', /Windows/],
    ['Mac', /Macintosh/],
    ['Linux', /Linux/],
  ] as const
  return kinds.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? 'Tablet'
}
