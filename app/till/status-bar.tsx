import { CircleHelp } from 'lucide-react'
import { lazy, memo, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '#app/components/avatar.tsx'
import { Button, buttonClass } from '#app/components/button.tsx'
import { Kbd } from '#app/components/kbd.tsx'
import { formatMoney } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { ConnectionState, StatusStrip, UnsentChip } from '#app/components/status-strip.tsx'
import type { Connection } from '#app/offline/sync.ts'
import { formatReceiptTime } from '#modules/printing/shared.ts'
import { usePaperBoard } from './printing/paper-board.ts'
import { ShiftNotice } from './shift-notice.tsx'
import { StorageNotice } from './storage-notice.tsx'
import type { Selling } from './use-selling.ts'
import type { WorkingTill } from './working-till.ts'

const PaperNotice = lazy(async () => ({
  default: (await import('./printing/paper-notice.tsx')).PaperNotice,
}))

const isReached = (connection: Connection) => connection === 'online' || connection === 'unknown'

interface StatusBarProps {
  till: WorkingTill
  selling: Selling
  onUnpaired: () => void
}

/** The state of the world, always in view. What is scanned changes nothing of it. */
export const StatusBar = memo(
  StatusBarNow,
  ({ selling: before }, { selling: after }) =>
    before.state === after.state &&
    before.language === after.language &&
    before.view.name === after.view.name,
)

function StatusBarNow({ till, selling, onUnpaired }: StatusBarProps) {
  const { t } = useTranslation('till')
  const { snapshot, state, setOpened } = selling
  const { connection, unsentCount, unsentMinor } = state
  return (
    <>
      <StatusStrip shop={snapshot.tenant.name} till={snapshot.till.name}>
        <span className="till-who-phone">
          <Avatar name={snapshot.person.displayName} />
          <b>{snapshot.person.displayName}</b>
        </span>
        <ConnectionState
          state={isReached(connection) ? 'online' : 'offline'}
          label={t(`connection.${connection}`)}
        />
        <UnsentChip
          count={unsentCount}
          label={t('status.unsent', { n: unsentCount, total: formatMoney(unsentMinor) })}
          stuck={connection === 'refused'}
          onOpen={() => setOpened({ kind: 'unsent' })}
        />
        <div className="strip-end">
          <TillClock selling={selling} />
          <button
            type="button"
            className={buttonClass({ kind: 'quiet', className: 'till-who' })}
            onClick={till.lock}
          >
            <Avatar name={snapshot.person.displayName} />
            <b>{snapshot.person.displayName}</b>
            <span className="visually-hidden">{t('lock.lock')}</span>
          </button>
          <button
            type="button"
            className={buttonClass({ kind: 'quiet', className: 'till-help' })}
            aria-keyshortcuts="?"
            onClick={() => setOpened({ kind: 'help' })}
          >
            <CircleHelp aria-hidden="true" />
            <span>{t('status.help')}</span>
            <Kbd>?</Kbd>
          </button>
        </div>
      </StatusStrip>
      <div className="till-notices">
        <PaperTroubles till={till} />
        {connection === 'unpaired' && <Unpaired till={till} onPair={onUnpaired} />}
        <StorageNotice storage={state.storage} isOffline={connection === 'offline'} />
        {selling.view.name === 'shelf' && <ShiftNotice till={till} selling={selling} />}
      </div>
    </>
  )
}

/** Calm: nothing stops, and what is unsent waits for the pairing. */
function Unpaired({ till, onPair }: { till: WorkingTill; onPair: () => void }) {
  const { t } = useTranslation('till')
  return (
    <div className="till-notice">
      <Notice
        kind="waiting"
        title={t('unpaired.title')}
        announce
        actions={
          <>
            <Button onClick={onPair}>{t('start.pair_again')}</Button>
            <Button onClick={till.sendNow}>{t('unsent.send_now')}</Button>
          </>
        }
      >
        {t('unpaired.text')}
      </Notice>
    </div>
  )
}

/** Papers that did not come out wait here, whatever page one is on. */
function PaperTroubles({ till }: { till: WorkingTill }) {
  const board = usePaperBoard()
  if (board.troubles.length === 0 && !board.isDrawerShut) return null
  return (
    <Suspense>
      <PaperNotice till={till} board={board} />
    </Suspense>
  )
}

function TillClock({ selling }: { selling: Selling }) {
  const { calendar, timeZone } = selling.snapshot.tenant
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 5_000)
    return () => clearInterval(timer)
  }, [])
  const text = formatReceiptTime(now, { calendar, timeZone, language: selling.language })
  return (
    <time className="till-clock muted" dateTime={now.toISOString()}>
      {text}
    </time>
  )
}
