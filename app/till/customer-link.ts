import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import type { CustomerView } from '#modules/pos/shared.ts'
import { type CustomerViewParts, customerViewOf, type Paying } from './customer-view.ts'
import type { Display } from './display.ts'
import { formatMilli } from './quantity.ts'
import { readSale } from './receipt.ts'
import { offerToRemote } from './remote-display.ts'
import { useUnitName } from './unit-name.ts'
import type { Selling } from './use-selling.ts'
import type { WorkingTill } from './working-till.ts'

/** Windows of this browser talk on it; nothing on it leaves the device. */
export const CUSTOMER_CHANNEL = 'tillage-customer-screen'

let paying: Paying | undefined
const listeners = new Set<() => void>()

/** The payment page says how the money stands; undefined when it closes. */
export function tellPaying(now: Paying | undefined): void {
  paying = now
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Tells the customer's screens, in a second window or on a paired phone, what to show. */
export function useCustomerScreens(till: WorkingTill, selling: Selling, display: Display): void {
  const { snapshot, cart, priced, view } = selling
  const payingNow = useSyncExternalStore(subscribe, () => paying)
  const unitName = useUnitName()
  const { theme, text, language } = display
  const shown = useMemo(() => {
    const parts: CustomerViewParts = {
      shop: snapshot.tenant.name,
      look: { theme, text, language, showsTip: snapshot.tenant.showsScamTip },
      cart,
      priced,
      paying: view.name === 'pay' ? (payingNow ?? NOTHING_YET) : undefined,
      paid: view.name === 'done' ? paidOf(view.sale) : undefined,
      sayQuantity: ({ quantityMilli, soldBy, unit }) => {
        if (soldBy === 'weight') return `${formatMilli(quantityMilli)} ${unitName(unit)}`
        return quantityMilli === 1000 ? '' : formatMilli(quantityMilli)
      },
    }
    return customerViewOf(parts)
  }, [snapshot, cart, priced, view, payingNow, theme, text, language, unitName])

  const latest = useRef(shown)
  latest.current = shown
  const channel = useChannel(latest)
  useEffect(() => {
    channel.current?.postMessage({ view: shown })
    offerToRemote(till, shown)
  }, [channel, shown, till])
}

const NOTHING_YET: Paying = { receivedMinor: null, changeMinor: null }

function paidOf(event: Parameters<typeof readSale>[0]): CustomerViewParts['paid'] {
  const sale = readSale(event)
  if (!sale) return undefined
  const cash = sale.payments.filter((part) => part.tender === 'cash')
  const receivedMinor = cash.reduce((sum, part) => sum + part.tenderedMinor, 0)
  const keptMinor = cash.reduce((sum, part) => sum + part.amountMinor, 0)
  const tookCash = cash.length > 0
  return {
    saleId: sale.saleId,
    totalMinor: sale.totalMinor,
    receivedMinor: tookCash ? receivedMinor : null,
    changeMinor: tookCash ? receivedMinor - keptMinor : null,
  }
}

/** A window that opens later asks, and is told at once. */
function useChannel(latest: { readonly current: CustomerView }) {
  const channel = useRef<BroadcastChannel>()
  useEffect(() => {
    if (typeof BroadcastChannel === 'undefined') return
    const opened = new BroadcastChannel(CUSTOMER_CHANNEL)
    opened.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data === 'hello') opened.postMessage({ view: latest.current })
    }
    channel.current = opened
    opened.postMessage({ view: latest.current })
    return () => opened.close()
  }, [latest])
  return channel
}
