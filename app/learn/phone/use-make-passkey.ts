import { useEffect, useState } from 'react'
import type { OwnAccount } from '#modules/learning/shared.ts'
import { canMakePasskey, makePasskey } from './passkeys.ts'
import { askToMakePasskey, changeAccount } from './phone-api.ts'
import { type Trouble, troubleOf, troubleOfPasskey } from './trouble.ts'

/** Makes a passkey on this phone for whoever it belongs to. */
export function useMakePasskey(token: string, onMade: (account: OwnAccount) => void) {
  const [isPossible, setPossible] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble>()
  useEffect(() => {
    canMakePasskey().then(setPossible, console.error)
  }, [])
  const run = async (): Promise<Trouble | undefined> => {
    const asked = await askToMakePasskey(token)
    if (asked.kind !== 'ok') return troubleOf(asked)
    const made = await makePasskey(asked.value)
    if (typeof made === 'string') return troubleOfPasskey(made)
    const answer = await changeAccount(token, { intent: 'passkey', made })
    if (answer.kind !== 'ok') return troubleOf(answer)
    onMade(answer.value)
    return undefined
  }
  const make = () => {
    if (isBusy) return
    setBusy(true)
    setTrouble(undefined)
    run()
      .then(setTrouble)
      .catch(console.error)
      .finally(() => setBusy(false))
  }
  return { isPossible, isBusy, trouble, make }
}
