import './people.css'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '#app/components/avatar.tsx'
import { Button } from '#app/components/button.tsx'
import { Logo } from '#app/components/logo.tsx'
import type { TillStaff } from '#modules/pos/shared.ts'
import { needsNoPin } from './cashier.ts'
import { PinPad } from './pin-pad.tsx'
import type { TillState, WorkingTill } from './working-till.ts'

/** Who sells? A name, then six digits; everything stays on the device. */
export function LockScreen({ till, state }: { till: WorkingTill; state: TillState }) {
  const { t } = useTranslation('till')
  const { snapshot } = state
  const [chosen, setChosen] = useState<TillStaff>()
  const [helper, setHelper] = useState<TillStaff>()
  const isOpenToAll = needsNoPin(snapshot)
  const choose = (person: TillStaff) => {
    if (isOpenToAll) void till.signIn(person.id)
    else setChosen(person)
  }
  const isLocked = chosen !== undefined && till.pins.waitOf(chosen)?.kind === 'locked'
  return (
    <main className="till-start lock">
      <Logo label={t('app')} />
      <h1>{chosen ? t('lock.enter', { name: chosen.displayName }) : t('lock.title')}</h1>
      {!chosen && (
        <ul className="lock-people">
          {snapshot.staff.map((person) => (
            <li key={person.id}>
              <Button
                size="key"
                wide
                lead={<Avatar name={person.displayName} />}
                className="lock-person"
                onClick={() => choose(person)}
              >
                <b>{person.displayName}</b>
              </Button>
            </li>
          ))}
        </ul>
      )}
      {isOpenToAll && <p className="muted">{t('lock.no_pins')}</p>}
      {chosen && !chosen.verifier && (
        <p role="status">{t('lock.no_pin', { name: chosen.displayName })}</p>
      )}
      {chosen?.verifier && !isLocked && (
        <PinPad
          key={chosen.id}
          name={chosen.displayName}
          check={(pin) => till.signInWithPin(chosen.id, pin)}
        />
      )}
      {chosen && isLocked && (
        <Unlock
          till={till}
          snapshot={snapshot}
          locked={chosen}
          helper={helper}
          onHelper={setHelper}
          onDone={() => {
            setHelper(undefined)
            setChosen(undefined)
          }}
        />
      )}
      {chosen && (
        <Button
          size="key"
          onClick={() => {
            setChosen(undefined)
            setHelper(undefined)
          }}
        >
          {t('lock.other')}
        </Button>
      )}
    </main>
  )
}

/** Ten wrong PINs: somebody in charge lets them try again. */
function Unlock(props: {
  till: WorkingTill
  snapshot: TillState['snapshot']
  locked: TillStaff
  helper: TillStaff | undefined
  onHelper: (person: TillStaff) => void
  onDone: () => void
}) {
  const { till, snapshot, locked, helper, onHelper, onDone } = props
  const { t } = useTranslation('till')
  const helpers = snapshot.staff.filter(
    (each) => each.isManager && each.verifier && each.id !== locked.id,
  )
  const check = async (pin: string) => {
    if (!helper) return { kind: 'wrong' as const }
    const outcome = await till.pins.check(helper, pin)
    if (outcome.kind === 'right') {
      till.pins.forgive(locked.id)
      onDone()
    }
    return outcome
  }
  return (
    <div className="stack">
      <p>{t('lock.locked')}</p>
      {helpers.map((each) => (
        <Button key={each.id} size="key" wide onClick={() => onHelper(each)}>
          {each.displayName}
        </Button>
      ))}
      {helper && <PinPad key={helper.id} name={helper.displayName} check={check} />}
    </div>
  )
}
