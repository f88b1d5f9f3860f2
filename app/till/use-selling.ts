import { useCallback, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMoney } from '#app/components/money.tsx'
import { useToasts } from '#app/components/toast.tsx'
import type { StoredEvent } from '#app/offline/disk.ts'
import { newId } from '#modules/kernel/shared.ts'
import type { Approval, SoldPayment, TillProduct } from '#modules/pos/shared.ts'
import {
  type Cart,
  type CartItem,
  cartReducer,
  MAX_LINES,
  priceItems,
  type VoidReason,
} from './cart.ts'
import { makeCatalogue, nameOf, type Scanned } from './catalogue.ts'
import { pictureOf } from './picture.ts'
import { asksShopPrinter, openOwnDrawer, printsItself } from './printing/papers.ts'
import { exchangeOf } from './refund.ts'
import { recordSale, SaleTooLarge } from './sale.ts'
import type { Opened } from './till-dialogs.tsx'
import { useCarts } from './use-carts.ts'
import { useTabs } from './use-tabs.ts'
import { rememberSold } from './usual-memory.ts'
import type { WorkingTill } from './working-till.ts'

/** Which of its pages the till shows. */
export type View =
  | { name: 'shelf' }
  | { name: 'pay' }
  | { name: 'tabs' }
  | { name: 'done'; sale: StoredEvent; wantsReceipt: boolean; backMinor: number }

/** What could not be found or read, said below the find field until the next thing comes. */
export type FindNotice =
  | { kind: 'unknown'; barcode: string }
  | { kind: 'misread'; missing: number }
  | { kind: 'full' }

export type SaveTrouble = 'full' | 'failed' | 'too_large'

/** A line this young was most likely a slip of the finger: no reason is asked for. */
const SLIP_MS = 10_000
/** A write that takes longer shows that it goes on. */
const SLOW_MS = 250

/** Everything one can do at the till, and what the screens show of it. */
export function useSelling(till: WorkingTill, language: string) {
  const { t } = useTranslation('till')
  const state = useSyncExternalStore(till.subscribe, till.state)
  const { snapshot } = state
  const catalogue = useMemo(() => makeCatalogue(snapshot, language), [snapshot, language])
  const { cart, change, held, startNext, swap } = useCarts(till.disk)
  const priced = useMemo(() => priceItems(cart, snapshot), [cart, snapshot])
  const tabs = useTabs(till.disk, snapshot, state.revision)
  const [view, setView] = useState<View>({ name: 'shelf' })
  const [opened, setOpened] = useState<Opened>()
  const [notice, setNotice] = useState<FindNotice>()
  const [trouble, setTrouble] = useState<SaveTrouble>()
  const [spoken, setSpoken] = useState('')
  const [isSaving, setIsSaving] = useState(false)
  const saving = useRef(false)
  const { toasts, show, remove } = useToasts()
  const latest = useRef({ cart, view })
  latest.current = { cart, view }

  const addItem = useCallback(
    (
      product: TillProduct,
      more: Pick<CartItem, 'quantityMilli' | 'unitPriceMinor' | 'fixedAmountMinor'>,
    ) => {
      const { view: from, cart: before } = latest.current
      if (before.items.length >= MAX_LINES) return setNotice({ kind: 'full' })
      const item: CartItem = {
        lineId: newId(),
        productId: product.id,
        name: nameOf(product, language),
        unit: product.unit,
        soldBy: product.soldBy,
        taxClass: product.taxClass,
        picture: pictureOf(product, snapshot.tenant.slug),
        addedAtMs: Date.now(),
        ...more,
      }
      // After a sale the next scan begins the next one.
      if (from.name !== 'shelf') setView({ name: 'shelf' })
      setNotice(undefined)
      setOpened(undefined)
      change({ type: 'add', item })
      const after = cartReducer(before, { type: 'add', item })
      const total = formatMoney(priceItems(after, snapshot).totalMinor)
      setSpoken(
        t('cart.added', { name: item.name, price: formatMoney(more.unitPriceMinor), total }),
      )
    },
    [change, language, snapshot, t],
  )

  const addProduct = useCallback(
    (product: TillProduct) => {
      const { priceMinor } = product
      if (priceMinor === null) setOpened({ kind: 'price', product })
      else if (product.soldBy === 'weight')
        setOpened({ kind: 'weigh', product, unitPriceMinor: priceMinor })
      else addItem(product, { quantityMilli: 1000, unitPriceMinor: priceMinor })
    },
    [addItem],
  )

  const take = useCallback(
    (scanned: Scanned) => {
      if (scanned.kind === 'product') addProduct(scanned.product)
      else if (scanned.kind === 'label') {
        const { product, quantityMilli, fixedAmountMinor } = scanned
        const unitPriceMinor = product.priceMinor ?? fixedAmountMinor
        if (unitPriceMinor === undefined) setOpened({ kind: 'price', product, quantityMilli })
        else addItem(product, { quantityMilli, unitPriceMinor, fixedAmountMinor })
      } else {
        if (latest.current.view.name === 'done') setView({ name: 'shelf' })
        const { kind } = scanned
        setNotice(kind === 'unknown' ? scanned : { kind, missing: scanned.missing })
      }
    },
    [addItem, addProduct],
  )

  const takeOut = useCallback(
    (lineId: string, reason: VoidReason) => {
      const item = latest.current.cart.items.find((each) => each.lineId === lineId)
      if (!item) return
      change({ type: 'take_out', lineId, reason })
      setOpened(undefined)
      const text = t('cart.taken_out', { name: item.name })
      show({ text, undoLabel: t('undo'), onUndo: () => change({ type: 'put_back', lineId }) })
    },
    [change, show, t],
  )

  const askTakeOut = useCallback(
    (lineId: string) => {
      const item = latest.current.cart.items.find((each) => each.lineId === lineId)
      if (!item) return
      if (Date.now() - item.addedAtMs < SLIP_MS) takeOut(lineId, 'mistake')
      else setOpened({ kind: 'void', lineId })
    },
    [takeOut],
  )

  const park = useCallback(() => {
    if (latest.current.cart.items.length === 0) return setOpened({ kind: 'held' })
    const aside = swap(undefined)
    show({ text: t('held.parked', { name: heldName(aside, t, snapshot.tenant.timeZone) }) })
  }, [snapshot.tenant.timeZone, show, swap, t])

  /** Writes the sale. Until the disk has it, nothing else happens; then nothing takes it back. */
  const finish = async (
    payments: SoldPayment[],
    wantsReceipt: boolean,
    approvals: readonly Approval[] = [],
  ) => {
    if (saving.current) return
    saving.current = true
    // Drawing the screen would hold up the write; a write of a moment needs no sign.
    const slow = setTimeout(() => setIsSaving(true), SLOW_MS)
    if (trouble) setTrouble(undefined)
    try {
      const { backMinor } = exchangeOf(priced.totalMinor, cart.exchange?.totalMinor ?? 0)
      const movesCash = backMinor > 0 || payments.some(isCash)
      const sale = {
        cart,
        payments,
        // One paper comes out: either this till prints it, or the shop's printer does.
        wantsReceipt: wantsReceipt && !printsItself(till),
        // With a receipt the drawer opens as its paper begins.
        opensDrawer: !wantsReceipt && movesCash && asksShopPrinter(till),
        approvals,
        at: new Date(),
        snapshot,
        tillNumber: till.registered.number,
        newShiftId: newId(),
      }
      const committed = await till.commit((facts) => recordSale(facts, sale))
      if (committed.kind === 'not_saved') return setTrouble(committed.isFull ? 'full' : 'failed')
      if (committed.kind === 'taken') return
      const stored = committed.kind === 'saved' ? committed.events : await till.disk.readLatest(50)
      const event = stored.find((each) => each.eventId === cart.saleId)
      tabs.note(stored)
      const isPriceTyped = (id: string) => catalogue.product(id)?.priceMinor === null
      rememberSold(till.registered.tillId, cart.items, isPriceTyped)
      startNext()
      setOpened(undefined)
      if (!wantsReceipt && movesCash) openOwnDrawer(till)
      setView(event ? { name: 'done', sale: event, wantsReceipt, backMinor } : { name: 'shelf' })
    } catch (cause) {
      console.error(cause)
      setTrouble(cause instanceof SaleTooLarge ? 'too_large' : 'failed')
    } finally {
      clearTimeout(slow)
      saving.current = false
      setIsSaving(false)
    }
  }

  return {
    state,
    tillId: till.registered.tillId,
    /** The shop wants to be asked about what is ten times the usual. */
    asksUnusual: snapshot.rules.asksUnusual,
    snapshot,
    catalogue,
    cart,
    change,
    priced,
    tabs,
    held,
    view,
    opened,
    notice,
    trouble,
    spoken,
    isSaving,
    toasts,
    language,
    removeToast: remove,
    setView,
    setOpened,
    setNotice,
    setTrouble,
    addItem,
    addProduct,
    take,
    takeOut,
    askTakeOut,
    park,
    finish,
    swap,
    startNext,
    show,
  }
}

export type Selling = ReturnType<typeof useSelling>

const isCash = ({ tender }: SoldPayment) => tender === 'cash'

type Translate = ReturnType<typeof useTranslation<'till'>>['t']

/** A parked cart is called by its customer, or by the time it was put aside. */
export function heldName(cart: Cart, t: Translate, timeZone: string): string {
  if (cart.customerName) return cart.customerName
  const at = cart.heldAt ? new Date(cart.heldAt) : new Date()
  return t('held.name_time', { time: timeOf(at, timeZone) })
}

/** 10:24, in the shop's time. */
export const timeOf = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at)
