import { Upload } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Dialog } from '#app/components/dialog.tsx'
import { formatMoney } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { Tag } from '#app/components/tag.tsx'
import type { Ack, StoredEvent } from '#app/offline/disk.ts'
import { worthOf } from '#modules/pos/shared.ts'
import { readSale } from './receipt.ts'
import { readRefund } from './refund.ts'
import { useJournal } from './use-journal.ts'
import { type Selling, timeOf } from './use-selling.ts'
import type { WorkingTill } from './working-till.ts'

/** Codes and their drawing weigh more than the rest of this, and are seldom needed. */
const load = () => import('./unsent-export.tsx')
const UnsentExport = lazy(() =>
  load().then(
    (loaded) => ({ default: loaded.UnsentExport }),
    () => ({ default: NotLoaded }),
  ),
)
// It is needed when there is no network; then it must have been loaded before.
setTimeout(() => void load().catch(() => undefined), 5_000)

function NotLoaded() {
  const { t } = useTranslation('till')
  return <p className="muted">{t('export.impossible')}</p>
}

const MOST_WAITING = 1_000
const MOST_LOOKED_AT = 500

export interface UnsentDialogProps {
  till: WorkingTill
  selling: Selling
  onClose: () => void
}

/** What is only on this device, of how much money; and what the server took with a question. */
export function UnsentDialog({ till, selling, onClose }: UnsentDialogProps) {
  const { t } = useTranslation('till')
  const { state } = selling
  const waiting = useJournal(() => till.disk.readUnsent(MOST_WAITING), state.revision) ?? []
  const latest = useJournal(() => till.disk.readLatest(MOST_LOOKED_AT), state.revision) ?? []
  const flagged = latest.filter(isFlagged)
  const unbooked = latest.filter(isUnbooked)
  // Whoever sells counts sales; what else the device notes travels with them.
  const money = waiting.filter((event) => worthOf(event) !== undefined)
  const total = state.unsentMinor
  return (
    <Dialog open onClose={onClose} closeLabel={t('close')} title={t('unsent.title')} wide>
      {state.storage.reasons.includes('no_copy') && <p>{t('storage.reason.no_copy')}</p>}
      {state.unsentCount === 0 ? (
        <p>{t('unsent.none')}</p>
      ) : (
        <Notice
          kind="waiting"
          title={t('unsent.waiting', { n: state.unsentCount, total: formatMoney(total) })}
          meta={t(`connection.${state.connection}`)}
          actions={
            <Button icon={Upload} onClick={till.sendNow}>
              {t('unsent.send_now')}
            </Button>
          }
        >
          {t('unsent.waiting_hint')}
        </Notice>
      )}
      <Rows events={money} selling={selling} />
      {waiting.length > money.length && (
        <p className="muted">{t('unsent.others', { n: waiting.length - money.length })}</p>
      )}
      {waiting.length > 0 && (
        <Suspense fallback={null}>
          <UnsentExport till={till} selling={selling} />
        </Suspense>
      )}
      {unbooked.length > 0 && (
        <section className="stack">
          <h3>{t('unsent.unbooked')}</h3>
          <p>{t('unsent.unbooked_hint')}</p>
          <Rows events={unbooked} selling={selling} />
        </section>
      )}
      {flagged.length > 0 && (
        <section className="stack">
          <h3>{t('unsent.needs_look')}</h3>
          <p>{t('unsent.needs_look_hint')}</p>
          <Rows events={flagged} selling={selling} />
        </section>
      )}
    </Dialog>
  )
}

/** After that the office alone asks: what somebody decided there, this device is not told. */
const ASKED_DAYS = 7
const isRecent = (at: string) => Date.now() - Date.parse(at) < ASKED_DAYS * 86_400_000

const isFlagged = ({ ack }: StoredEvent) =>
  (ack?.disposition === 'posted_flagged' || (ack?.disposition === 'fork' && isBooked(ack))) &&
  isRecent(ack.at)

const isUnbooked = ({ ack }: StoredEvent) =>
  (ack?.disposition === 'quarantined' || (ack?.disposition === 'fork' && !isBooked(ack))) &&
  isRecent(ack.at)

/** A fork that the server could book all the same. */
const isBooked = ({ reasons }: Ack) => reasons.includes('booked')

function Rows({ events, selling }: { events: StoredEvent[]; selling: Selling }) {
  const { t } = useTranslation('till')
  const timeZone = selling.snapshot.tenant.timeZone
  const reason = useReason()
  if (events.length === 0) return null
  return (
    <ul className="till-rows">
      {events.map((event) => {
        const money = readSale(event) ?? readRefund(event)
        const worth = worthOf(event)
        return (
          <li key={event.eventId} className="till-row">
            <span className="till-row-words">
              <b>
                {[
                  money
                    ? t(event.type === 'sale.refunded' ? 'unsent.refund_no' : 'unsent.sale', {
                        number: money.receiptNo,
                      })
                    : t(`unsent.${kindOf(event)}`),
                  timeOf(new Date(event.wallAt), timeZone),
                ].join('　')}
              </b>
              {event.ack && event.ack.reasons.length > 0 && (
                <span>{event.ack.reasons.map(reason).join('、')}</span>
              )}
            </span>
            <StateTag event={event} />
            {worth !== undefined && <b className="till-row-amount">{formatMoney(worth)}</b>}
          </li>
        )
      })}
    </ul>
  )
}

const KINDS = {
  'sale.refunded': 'refund',
  'tab.paid': 'tab',
  'tab.payment_undone': 'tab_undone',
  'cash.moved': 'cash',
  'shift.opened': 'shift',
  'shift.closed': 'shift_closed',
  'customer.created': 'customer',
  'receipt.reprinted': 'reprint',
  'receipt.mailed': 'mailed',
  'paper.reported': 'paper',
  'device.reported': 'device',
} as const

const kindOf = ({ type }: StoredEvent) =>
  type in KINDS ? KINDS[type as keyof typeof KINDS] : ('other' as const)

function StateTag({ event }: { event: StoredEvent }) {
  const { t } = useTranslation('till')
  switch (event.ack?.disposition) {
    case 'quarantined':
      return <Tag tone="red">{t('unsent.quarantined')}</Tag>
    case 'fork':
      return <Tag tone={isBooked(event.ack) ? 'gold' : 'red'}>{t('unsent.fork')}</Tag>
    case 'posted_flagged':
      return <Tag tone="gold">{t('unsent.flagged')}</Tag>
    default:
      return null
  }
}

/** The words of a reason that the server gave; a code of a newer server is shown as it is. */
function useReason() {
  const { t, i18n } = useTranslation('till')
  return (code: string): string => {
    const key = `reason.${code}` as 'reason.stock_negative'
    return i18n.exists(`till:${key}`) ? t(key) : t('reason.other', { code })
  }
}
