import { Upload } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Dialog } from '#app/components/dialog.tsx'
import { formatMoney } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { Tag } from '#app/components/tag.tsx'
import type { StoredEvent } from '#app/offline/disk.ts'
import { readSale } from './receipt.ts'
import { useJournal } from './use-journal.ts'
import { type Selling, timeOf } from './use-selling.ts'
import type { WorkingTill } from './working-till.ts'

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
  const flagged = latest.filter((event) => isFlagged(event))
  const total = waiting.reduce((sum, event) => sum + (readSale(event)?.totalMinor ?? 0), 0)
  return (
    <Dialog open onClose={onClose} closeLabel={t('close')} title={t('unsent.title')} wide>
      {waiting.length === 0 ? (
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
      <Rows events={waiting} selling={selling} />
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

const isFlagged = ({ ack }: StoredEvent) =>
  ack?.disposition === 'posted_flagged' ||
  ack?.disposition === 'quarantined' ||
  ack?.disposition === 'fork'

function Rows({ events, selling }: { events: StoredEvent[]; selling: Selling }) {
  const { t } = useTranslation('till')
  const timeZone = selling.snapshot.tenant.timeZone
  const reason = useReason()
  if (events.length === 0) return null
  return (
    <ul className="till-rows">
      {events.map((event) => {
        const sale = readSale(event)
        return (
          <li key={event.eventId} className="till-row">
            <span className="till-row-words">
              <b>
                {[
                  sale
                    ? t('unsent.sale', { number: sale.receiptNo })
                    : t(`unsent.${kindOf(event)}`),
                  timeOf(new Date(event.wallAt), timeZone),
                ].join('　')}
              </b>
              {event.ack && event.ack.reasons.length > 0 && (
                <span>{event.ack.reasons.map(reason).join('、')}</span>
              )}
            </span>
            <StateTag event={event} />
            {sale && <b className="till-row-amount">{formatMoney(sale.totalMinor)}</b>}
          </li>
        )
      })}
    </ul>
  )
}

function kindOf({ type }: StoredEvent): 'shift' | 'reprint' | 'other' {
  if (type === 'shift.opened') return 'shift'
  return type === 'receipt.reprinted' ? 'reprint' : 'other'
}

function StateTag({ event }: { event: StoredEvent }) {
  const { t } = useTranslation('till')
  switch (event.ack?.disposition) {
    case 'quarantined':
      return <Tag tone="red">{t('unsent.quarantined')}</Tag>
    case 'fork':
      return <Tag tone="red">{t('unsent.fork')}</Tag>
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
