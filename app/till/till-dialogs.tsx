import { lazy, Suspense } from 'react'
import type { StoredEvent } from '#app/offline/disk.ts'
import type { TillProduct } from '#modules/pos/shared.ts'
import type { Display } from './display.ts'
import type { ReturnableSale } from './refund.ts'
import type { Selling } from './use-selling.ts'
import type { WorkingTill } from './working-till.ts'

// What is not on the way of a plain sale comes when it is opened; it lies on the device already. The
// accessible dialog itself is as heavy as the till: it may not hold up the first picture.
const menuDialogs = () => import('./menu-dialogs.tsx')
const quantityDialogs = () => import('./quantity-dialogs.tsx')

/** Gets ready, at a quiet moment, what is opened most. */
export const warmDialogs = () => Promise.all([menuDialogs(), quantityDialogs()])

const MenuDialog = lazy(async () => ({ default: (await menuDialogs()).MenuDialog }))
const OtherDialog = lazy(async () => ({ default: (await menuDialogs()).OtherDialog }))
const QuantityDialog = lazy(async () => ({ default: (await quantityDialogs()).QuantityDialog }))
const WeighDialog = lazy(async () => ({ default: (await quantityDialogs()).WeighDialog }))
const CustomerDialog = lazy(async () => ({
  default: (await import('./customer-dialog.tsx')).CustomerDialog,
}))
const CustomerScreenDialog = lazy(async () => ({
  default: (await import('./customer-screen-dialog.tsx')).CustomerScreenDialog,
}))
const CashDialog = lazy(async () => ({ default: (await import('./cash-dialog.tsx')).CashDialog }))
const CloseShiftDialog = lazy(async () => ({
  default: (await import('./close-shift-dialog.tsx')).CloseShiftDialog,
}))
const DrawerDialog = lazy(async () => ({
  default: (await import('./drawer-dialog.tsx')).DrawerDialog,
}))
const OpenShiftDialog = lazy(async () => ({
  default: (await import('./open-shift-dialog.tsx')).OpenShiftDialog,
}))
const ShiftReportDialog = lazy(async () => ({
  default: (await import('./shift-report-dialog.tsx')).ShiftReportDialog,
}))
const ScamDialog = lazy(async () => ({ default: (await import('./scam-dialog.tsx')).ScamDialog }))

const RefundDialog = lazy(async () => ({
  default: (await import('./refund-dialog.tsx')).RefundDialog,
}))
const RefundedDialog = lazy(async () => ({
  default: (await import('./refunded-dialog.tsx')).RefundedDialog,
}))
const FindSaleDialog = lazy(async () => ({
  default: (await import('./find-sale-dialog.tsx')).FindSaleDialog,
}))

const DiscountDialog = lazy(async () => ({
  default: (await import('./discount-dialog.tsx')).DiscountDialog,
}))
const DisplayDialog = lazy(async () => ({
  default: (await import('./display-dialog.tsx')).DisplayDialog,
}))
const HeldDialog = lazy(async () => ({
  default: (await import('./held-dialog.tsx')).HeldDialog,
}))
const HelpDialog = lazy(async () => ({
  default: (await import('./help-dialog.tsx')).HelpDialog,
}))
const PriceDialog = lazy(async () => ({
  default: (await import('./price-dialog.tsx')).PriceDialog,
}))
const PrinterDialog = lazy(async () => ({
  default: (await import('./printing/printer-dialog.tsx')).PrinterDialog,
}))
const ReceiptDialog = lazy(async () => ({
  default: (await import('./receipt-dialog.tsx')).ReceiptDialog,
}))
const SalesDialog = lazy(async () => ({
  default: (await import('./sales-dialog.tsx')).SalesDialog,
}))
const TakeAwayDialog = lazy(async () => ({
  default: (await import('./take-away-dialog.tsx')).TakeAwayDialog,
}))
const UnpairDialog = lazy(async () => ({
  default: (await import('./unpair-dialog.tsx')).UnpairDialog,
}))
const UnsentDialog = lazy(async () => ({
  default: (await import('./unsent-dialog.tsx')).UnsentDialog,
}))
const ChangePriceDialog = lazy(async () => ({
  default: (await import('./price-dialog.tsx')).ChangePriceDialog,
}))
const VoidDialog = lazy(async () => ({ default: (await import('./void-dialogs.tsx')).VoidDialog }))
const DropDialog = lazy(async () => ({ default: (await import('./void-dialogs.tsx')).DropDialog }))

/** Which dialog is open, and what about. */
export type Opened =
  | { kind: 'quantity'; lineId: string }
  | { kind: 'weigh'; product: TillProduct; unitPriceMinor: number }
  | { kind: 'price'; product: TillProduct; quantityMilli?: number }
  | { kind: 'discount'; lineId?: string }
  | { kind: 'change_price'; lineId: string }
  | { kind: 'customer' }
  | { kind: 'void'; lineId: string }
  | { kind: 'drop' }
  | { kind: 'other' }
  | { kind: 'held' }
  | { kind: 'menu' }
  | { kind: 'sales' }
  | { kind: 'unsent' }
  | { kind: 'display' }
  | { kind: 'help' }
  | { kind: 'scam' }
  | { kind: 'customer_screen' }
  | { kind: 'return'; sale: ReturnableSale }
  | { kind: 'find_sale' }
  | {
      kind: 'refunded'
      event: StoredEvent
      saleReceiptNo: string
      isNew: boolean
      prints?: boolean
    }
  | { kind: 'open_shift' }
  | { kind: 'close_shift' }
  /** The open shift (X) unless one is named. */
  /** `prints`: it was closed just now, and the shop wants its paper. */
  | { kind: 'shift_report'; shiftId?: string; prints?: boolean }
  | { kind: 'cash' }
  | { kind: 'drawer' }
  | { kind: 'printer' }
  | { kind: 'unpair' }
  | { kind: 'take_away'; event: StoredEvent }
  | { kind: 'receipt'; event: StoredEvent; isReprint: boolean; prints: boolean }

export interface TillDialogsProps {
  till: WorkingTill
  selling: Selling
  opened: Opened | undefined
  onClose: () => void
  display: Display
  onDisplay: (more: Partial<Display>) => void
}

/** The one dialog that is open, if any. */
export function TillDialogs(props: TillDialogsProps) {
  return (
    <Suspense>
      <OpenedDialog {...props} />
    </Suspense>
  )
}

function OpenedDialog(props: TillDialogsProps) {
  const { till, selling, opened, onClose, display, onDisplay } = props
  const common = { selling, onClose }
  switch (opened?.kind) {
    case undefined:
      return null
    case 'quantity':
      return <QuantityDialog {...common} lineId={opened.lineId} />
    case 'weigh':
      return <WeighDialog {...common} {...opened} />
    case 'price':
      return <PriceDialog {...common} {...opened} />
    case 'discount':
      return <DiscountDialog {...common} lineId={opened.lineId} />
    case 'change_price':
      return <ChangePriceDialog {...common} lineId={opened.lineId} />
    case 'customer':
      return <CustomerDialog {...common} till={till} />
    case 'void':
      return <VoidDialog {...common} lineId={opened.lineId} />
    case 'drop':
      return <DropDialog {...common} />
    case 'other':
      return <OtherDialog {...common} />
    case 'held':
      return <HeldDialog {...common} />
    case 'menu':
      return <MenuDialog {...common} till={till} />
    case 'sales':
      return <SalesDialog {...common} till={till} />
    case 'unsent':
      return <UnsentDialog {...common} till={till} />
    case 'display':
      return <DisplayDialog onClose={onClose} display={display} onDisplay={onDisplay} />
    case 'help':
      return <HelpDialog onClose={onClose} />
    case 'customer_screen':
      return <CustomerScreenDialog {...common} till={till} />
    case 'scam':
      return <ScamDialog {...common} till={till} />
    case 'return':
      return <RefundDialog {...common} till={till} sale={opened.sale} />
    case 'find_sale':
      return <FindSaleDialog {...common} till={till} />
    case 'refunded':
      return <RefundedDialog {...common} {...opened} till={till} />
    case 'open_shift':
    case 'close_shift':
    case 'shift_report':
    case 'cash':
    case 'drawer':
      return <ShiftDialogs {...common} till={till} opened={opened} />
    case 'printer':
      return <PrinterDialog {...common} till={till} />
    case 'unpair':
      return <UnpairDialog till={till} onClose={onClose} />
    case 'take_away':
      return <TakeAwayDialog {...common} event={opened.event} till={till} />
    case 'receipt':
      return <ReceiptDialog {...common} {...opened} till={till} />
  }
}

interface ShiftDialogsProps extends Pick<TillDialogsProps, 'till' | 'selling' | 'onClose'> {
  opened: Extract<
    Opened,
    { kind: 'open_shift' | 'close_shift' | 'shift_report' | 'cash' | 'drawer' }
  >
}

function ShiftDialogs({ opened, ...common }: ShiftDialogsProps) {
  switch (opened.kind) {
    case 'open_shift':
      return <OpenShiftDialog {...common} />
    case 'close_shift':
      return <CloseShiftDialog {...common} />
    case 'shift_report':
      return <ShiftReportDialog {...common} {...opened} />
    case 'cash':
      return <CashDialog {...common} />
    case 'drawer':
      return <DrawerDialog {...common} />
  }
}
