import { lazy, memo, type RefObject, Suspense, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ToastRegion } from '#app/components/toast.tsx'
import { useScanner } from '#app/scan/use-scanner.ts'
import { ApprovalProvider } from './approval.tsx'
import { CartPane } from './cart-pane.tsx'
import { isFound } from './catalogue.ts'
import { useCustomerScreens } from './customer-link.ts'
import type { Display } from './display.ts'
import { DonePage } from './done-page.tsx'
import { NewShellNotice } from './new-shell-notice.tsx'
import { PaymentPage } from './payment-page.tsx'
import { startPapers } from './printing/papers.ts'
import { stepOf } from './quantity.ts'
import { exchangeOf } from './refund.ts'
import { RevokedScreen } from './revoked-screen.tsx'
import { needsScamPause } from './scam.ts'
import { signalScan } from './scan-signal.ts'
import { ShelfPane } from './shelf-pane.tsx'
import { StatusBar } from './status-bar.tsx'
import { TakenScreen } from './taken-screen.tsx'
import { TillDialogs, warmDialogs } from './till-dialogs.tsx'
import { useApprovals } from './use-approvals.tsx'
import { useKeys } from './use-keys.ts'
import { type Selling, useSelling } from './use-selling.ts'
import type { WorkingTill } from './working-till.ts'

const TabsScreen = lazy(async () => ({ default: (await import('./tabs-screen.tsx')).TabsScreen }))

/** By then the first picture stands. */
const WARM_MS = 2_000

export interface SellingScreenProps {
  till: WorkingTill
  display: Display
  onDisplay: (more: Partial<Display>) => void
  /** Another tab sells now, and the person wants to sell here again. */
  onTakeBack: () => void
  /** This device has to be paired again. */
  onUnpaired: () => void
}

/** The till while one sells: the strip, and one of its pages. */
export function SellingScreen(props: SellingScreenProps) {
  const { till, display, onDisplay, onTakeBack, onUnpaired } = props
  const { t } = useTranslation('till')
  const selling = useSelling(till, display.language)
  const { view, opened, cart, priced, setView, setOpened } = selling
  const find = useRef<HTMLInputElement>(null)
  useCustomerScreens(till, selling, display)
  useEffect(() => {
    const timer = setTimeout(() => {
      void warmDialogs().catch(() => undefined)
      startPapers(till)
    }, WARM_MS)
    return () => clearTimeout(timer)
  }, [till])
  useScanner((text) => {
    const scanned = selling.catalogue.scan(text)
    signalScan(isFound(scanned) ? 'found' : 'missing')
    selling.take(scanned)
  })

  const pay = () => {
    if (cart.items.length === 0) return
    if (needsScamPause(cart, selling.snapshot)) setOpened({ kind: 'scam' })
    else setView({ name: 'pay' })
  }
  useShelfKeys(selling, find, pay)
  const { approvals, dialog: approvalDialog } = useApprovals(till)
  if (selling.state.isTaken) return <TakenScreen onTakeBack={onTakeBack} />
  if (selling.state.isRevoked) {
    return <RevokedScreen till={till} state={selling.state} onUnpaired={onUnpaired} />
  }
  return (
    <ApprovalProvider approvals={approvals}>
      <div className="till">
        <StatusBar till={till} selling={selling} onUnpaired={onUnpaired} />
        <NewShellNotice
          isFree={view.name === 'shelf' && cart.items.length === 0 && opened === undefined}
        />
        <ShelfPage
          till={till}
          selling={selling}
          find={find}
          isShown={view.name === 'shelf'}
          onPay={pay}
        />
        {view.name === 'pay' && (
          <PaymentPage
            key={cart.saleId}
            selling={selling}
            totalMinor={exchangeOf(priced.totalMinor, cart.exchange?.totalMinor ?? 0).dueMinor}
            onBack={() => setView({ name: 'shelf' })}
          />
        )}
        {view.name === 'tabs' && (
          <Suspense>
            <TabsScreen till={till} selling={selling} />
          </Suspense>
        )}
        {view.name === 'done' && <DonePage till={till} selling={selling} view={view} />}
        <TillDialogs
          till={till}
          selling={selling}
          opened={opened}
          onClose={() => setOpened(undefined)}
          display={display}
          onDisplay={onDisplay}
        />
        {approvalDialog}
        <ToastRegion label={t('undo')} toasts={selling.toasts} onRemove={selling.removeToast} />
        <p className="visually-hidden" role="status">
          {selling.spoken}
        </p>
      </div>
    </ApprovalProvider>
  )
}

interface ShelfPageProps {
  till: WorkingTill
  selling: Selling
  find: RefObject<HTMLInputElement>
  isShown: boolean
  onPay: () => void
}

/**
 * Goods and cart. It stays while one pays, out of sight and not drawn again: making sixty tiles anew
 * would hold up the first scan of the next sale.
 */
const ShelfPage = memo(
  function ShelfPage({ till, selling, find, isShown, onPay }: ShelfPageProps) {
    return (
      <main className="till-body" hidden={!isShown}>
        <ShelfPane till={till} selling={selling} find={find} isShown={isShown} />
        <CartPane selling={selling} onPay={onPay} />
      </main>
    )
  },
  (before, after) => !before.isShown && !after.isShown,
)

function useShelfKeys(selling: Selling, find: RefObject<HTMLInputElement>, pay: () => void) {
  const { view, cart, change, setOpened, askTakeOut } = selling
  const selected = cart.items.find((item) => item.lineId === cart.selectedId)
  const step = (by: number) => {
    if (!selected) return
    const quantityMilli = selected.quantityMilli + by * stepOf(selected.soldBy)
    if (quantityMilli > 0) change({ type: 'set_quantity', lineId: selected.lineId, quantityMilli })
    else askTakeOut(selected.lineId)
  }
  const move = (by: number) => {
    const at = cart.items.findIndex((item) => item.lineId === cart.selectedId)
    const next = cart.items[at + by]
    if (next) change({ type: 'select', lineId: next.lineId })
  }
  const goFind = () => find.current?.focus()
  const remove = () => selected && askTakeOut(selected.lineId)
  useKeys(
    {
      '/': goFind,
      F2: goFind,
      F4: () => setOpened({ kind: 'customer' }),
      F8: selling.park,
      F9: pay,
      '?': () => setOpened({ kind: 'help' }),
      '+': () => step(1),
      '=': () => step(1),
      '-': () => step(-1),
      Delete: remove,
      // Looked at when the key comes: on the shelf the arrows are the tiles'.
      get ArrowUp() {
        return isOnCart() ? () => move(-1) : undefined
      },
      get ArrowDown() {
        return isOnCart() ? () => move(1) : undefined
      },
    },
    view.name === 'shelf',
  )
}

/** Nothing has the focus, or a line of the cart. */
const isOnCart = () => {
  const active = document.activeElement
  return active === null || active === document.body || active.closest('.till-cart') !== null
}
