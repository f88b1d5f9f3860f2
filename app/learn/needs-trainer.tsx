import { ArrowLeft } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import type { LearnPerson } from '#modules/learning/shared.ts'
import { Face } from './who-tiles.tsx'

export interface NeedsTrainerProps {
  person: LearnPerson
  /** After too many wrong tries; ms since 1970. */
  lockedUntil: number | undefined
  onNotMe: () => void
  /** They may try again. */
  onOver: () => void
}

/** Somebody without pictures, or who pressed wrong ones too often: a trainer lets them in. */
export function NeedsTrainer(props: NeedsTrainerProps) {
  const { person, lockedUntil, onNotMe, onOver } = props
  const { t } = useTranslation('learn')
  const minutes = useMinutesUntil(lockedUntil, onOver)
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
            {minutes > 0 || person.pictures ? t('pictures.locked') : t('pictures.none')}
          </p>
          {minutes > 0 && <p>{t('pictures.locked_wait', { count: minutes })}</p>}
        </div>
      </div>
    </>
  )
}

const MINUTE_MS = 60_000

/** Whole minutes until then, counted down; `onOver` once there are none. */
function useMinutesUntil(until: number | undefined, onOver: () => void): number {
  const [now, setNow] = useState(Date.now)
  const latest = useRef(onOver)
  useEffect(() => {
    latest.current = onOver
  })
  const leftMs = until === undefined ? 0 : until - now
  useEffect(() => {
    if (until === undefined) return
    if (leftMs <= 0) return latest.current()
    const timer = setTimeout(() => setNow(Date.now()), Math.min(leftMs, MINUTE_MS))
    return () => clearTimeout(timer)
  }, [until, leftMs])
  return Math.max(0, Math.ceil(leftMs / MINUTE_MS))
}
