import {
  CircleHelp,
  Coins,
  FileText,
  Hash,
  House,
  Inbox,
  Lock,
  LogOut,
  type LucideIcon,
  Monitor,
  MonitorSmartphone,
  NotebookPen,
  Pause,
  Percent,
  Printer,
  ReceiptText,
  Tag,
  Trash2,
  Unplug,
  Upload,
  Wallet,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Dialog } from '#app/components/dialog.tsx'
import type { Opened } from './till-dialogs.tsx'
import type { Selling } from './use-selling.ts'
import type { WorkingTill } from './working-till.ts'

interface DialogParts {
  selling: Selling
  onClose: () => void
}

/** Everything that is not selling, behind one door. */
export function MenuDialog({ selling, onClose, till }: DialogParts & { till: WorkingTill }) {
  const { t } = useTranslation('till')
  const shift = useTranslation('shift')
  const { setOpened, held, state } = selling
  const doors: { opens: Opened; icon: LucideIcon; label: string; count?: number }[] = [
    { opens: { kind: 'held' }, icon: Pause, label: t('menu.held'), count: held.length },
    { opens: { kind: 'sales' }, icon: ReceiptText, label: t('menu.sales') },
    { opens: { kind: 'unsent' }, icon: Upload, label: t('menu.unsent'), count: state.unsentCount },
    { opens: { kind: 'cash' }, icon: Coins, label: shift.t('cash.title') },
    { opens: { kind: 'drawer' }, icon: Inbox, label: shift.t('drawer.title') },
    { opens: { kind: 'shift_report' }, icon: FileText, label: shift.t('report.x') },
    // The notice that offers it may stand behind a graver one.
    till.journal.facts().shift
      ? { opens: { kind: 'close_shift' }, icon: Wallet, label: shift.t('close.title') }
      : { opens: { kind: 'open_shift' }, icon: Wallet, label: shift.t('ask.count') },
    { opens: { kind: 'display' }, icon: Monitor, label: t('menu.display') },
    { opens: { kind: 'customer_screen' }, icon: MonitorSmartphone, label: t('menu.customer') },
    { opens: { kind: 'printer' }, icon: Printer, label: t('menu.printer') },
    { opens: { kind: 'help' }, icon: CircleHelp, label: t('menu.help') },
  ]
  return (
    <Dialog open onClose={onClose} closeLabel={t('close')} title={t('menu.title')} wide>
      <div className="till-doors">
        <Button
          size="key"
          wide
          icon={NotebookPen}
          className="till-door"
          onClick={() => {
            onClose()
            selling.setView({ name: 'tabs' })
          }}
        >
          {t('menu.tabs')}
        </Button>
        {doors.map(({ opens, icon, label, count }) => (
          <Button
            key={opens.kind}
            size="key"
            wide
            icon={icon}
            className="till-door"
            onClick={() => setOpened(opens)}
          >
            {count ? `${label}（${count}）` : label}
          </Button>
        ))}
        <Button size="key" wide icon={Lock} className="till-door" onClick={till.lock}>
          {t('lock.lock')}
        </Button>
        <a
          className={buttonClass({ size: 'key', wide: true, className: 'till-door' })}
          href={`/${till.slug}`}
        >
          <ButtonFace icon={House}>{t('menu.office')}</ButtonFace>
        </a>
        {/* Whoever leaves with sales still here could strand them: then it isn't offered. */}
        {state.unsentCount === 0 && (
          <>
            <form method="post" action="/signout">
              <Button type="submit" size="key" wide icon={LogOut} className="till-door">
                {t('menu.sign_out')}
              </Button>
            </form>
            <Button
              size="key"
              wide
              icon={Unplug}
              className="till-door"
              onClick={() => setOpened({ kind: 'unpair' })}
            >
              {t('menu.unpair')}
            </Button>
          </>
        )}
      </div>
    </Dialog>
  )
}

/** What else can be done with the sale on the counter. */
export function OtherDialog({ selling, onClose }: DialogParts) {
  const { t } = useTranslation('till')
  const { cart, setOpened, park } = selling
  const selected = cart.items.find((item) => item.lineId === cart.selectedId)
  const isEmpty = cart.items.length === 0
  return (
    <Dialog open onClose={onClose} closeLabel={t('close')} title={t('other.title')}>
      <div className="stack">
        {selected && (
          <>
            <Button
              size="key"
              wide
              icon={Hash}
              className="till-door"
              onClick={() => setOpened({ kind: 'quantity', lineId: selected.lineId })}
            >
              {t('other.quantity', { name: selected.name })}
            </Button>
            <Button
              size="key"
              wide
              icon={Tag}
              className="till-door"
              onClick={() => setOpened({ kind: 'change_price', lineId: selected.lineId })}
            >
              {t('other.price', { name: selected.name })}
            </Button>
            <Button
              size="key"
              wide
              icon={Percent}
              className="till-door"
              onClick={() => setOpened({ kind: 'discount', lineId: selected.lineId })}
            >
              {t('other.discount_line', { name: selected.name })}
            </Button>
          </>
        )}
        {!isEmpty && (
          <Button
            size="key"
            wide
            icon={Percent}
            className="till-door"
            onClick={() => setOpened({ kind: 'discount' })}
          >
            {t('other.discount_cart')}
          </Button>
        )}
        {!isEmpty && (
          <Button
            size="key"
            wide
            icon={Pause}
            className="till-door"
            onClick={() => {
              onClose()
              park()
            }}
          >
            {t('cart.park')}
          </Button>
        )}
        <Button
          size="key"
          wide
          icon={Pause}
          className="till-door"
          onClick={() => setOpened({ kind: 'held' })}
        >
          {t('held.title')}
        </Button>
        {!isEmpty && (
          <Button
            size="key"
            wide
            icon={Trash2}
            className="till-door"
            onClick={() => setOpened({ kind: 'drop' })}
          >
            {t('other.drop')}
          </Button>
        )}
      </div>
    </Dialog>
  )
}
