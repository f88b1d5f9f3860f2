import { CloudOff, CloudUpload, Wifi } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Logo } from '#app/components/logo.tsx'
import { Tag } from '#app/components/tag.tsx'
import type { DeskState } from './desk.ts'

/** Where one is, and whether what is learned arrives. */
export function DeskHead({ state }: { state: DeskState }) {
  return (
    <header className="desk-head">
      <span className="row">
        <Logo />
        <b>{state.snapshot.centre.name}</b>
      </span>
      <Arrival state={state} />
    </header>
  )
}

/** Whether there is a network, and what waits for one. */
export function Arrival({ state }: { state: DeskState }) {
  const { t } = useTranslation('learn')
  const { connection, unsentCount } = state
  const isOnline = connection === 'online' || connection === 'unknown'
  return (
    <div className="desk-arrival" role="status">
      <span className="row">
        {isOnline ? <Wifi aria-hidden="true" /> : <CloudOff aria-hidden="true" />}
        <span>{isOnline ? t('connection.online') : t('connection.offline')}</span>
      </span>
      {!isOnline && unsentCount > 0 && (
        <Tag tone="gold" icon={CloudUpload}>
          {t('unsent', { count: unsentCount })}
        </Tag>
      )}
    </div>
  )
}
