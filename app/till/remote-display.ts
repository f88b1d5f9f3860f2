import { useSyncExternalStore } from 'react'
import type { CustomerView } from '#modules/pos/shared.ts'
import { askCustomerScreen } from './till-api.ts'
import type { WorkingTill } from './working-till.ts'

/** A paired phone or tablet as the customer's screen, as far as this till knows. */
export interface RemoteDisplay {
  /** The address to open there, and its QR code row by row; only while it was opened just now. */
  link?: string | undefined
  squares?: readonly string[] | undefined
  isOpen: boolean
  isWatched: boolean
}

const KEY = 'tillage-till-remote-display'
const DAY_MS = 86_400_000
/** Changes travel at most this often. */
const EVERY_MS = 700
/** While somebody looks, so that they know the till is there; while nobody does, to hear of one. */
const WATCHED_MS = 5_000
const UNWATCHED_MS = 30_000
/** So long after opening each change is sent, although nobody has looked yet. */
const FIRST_MS = 60_000

const CLOSED: RemoteDisplay = { isOpen: false, isWatched: false }

let state: RemoteDisplay = wasOpen() ? { isOpen: true, isWatched: false } : CLOSED
let openedAtMs = 0
let sentAtMs = 0
let timer: ReturnType<typeof setTimeout> | undefined
let offered: { till: WorkingTill; view: CustomerView } | undefined
let isSending = false
const listeners = new Set<() => void>()

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const useRemoteDisplay = (): RemoteDisplay => useSyncExternalStore(subscribe, () => state)

function change(next: RemoteDisplay) {
  state = next
  for (const listener of listeners) listener()
}

/** A screen outlives a reload of the till; after a day it has ended. */
function wasOpen(): boolean {
  try {
    return Date.now() - Number(localStorage.getItem(KEY) ?? 0) < DAY_MS
  } catch {
    return false
  }
}

function remember(isOpen: boolean) {
  try {
    if (isOpen) localStorage.setItem(KEY, String(Date.now()))
    else localStorage.removeItem(KEY)
  } catch {
    // It then ends with this page.
  }
}

/** Opens a screen anew. False: the server could not be asked. */
export async function openRemoteDisplay(till: WorkingTill): Promise<boolean> {
  const { tillId } = till.registered
  const answer = await askCustomerScreen(till, { intent: 'open', tillId })
  const link: unknown = answer && Reflect.get(answer, 'link')
  const squares: unknown = answer && Reflect.get(answer, 'squares')
  if (typeof link !== 'string' || !Array.isArray(squares)) return false
  openedAtMs = performance.now()
  remember(true)
  change({ link, squares: squares.map(String), isOpen: true, isWatched: false })
  plan(0)
  return true
}

/** Ends the screen: whoever holds the link sees nothing more. */
export async function endRemoteDisplay(till: WorkingTill): Promise<boolean> {
  const { tillId } = till.registered
  const answer = await askCustomerScreen(till, { intent: 'end', tillId })
  if (!answer) return false
  stop()
  return true
}

function stop() {
  clearTimeout(timer)
  remember(false)
  change(CLOSED)
}

/** Sends what is shown to a paired screen, if there is one, soon and not too often. */
export function offerToRemote(till: WorkingTill, view: CustomerView): void {
  const isFirst = offered === undefined
  offered = { till, view }
  if (!state.isOpen) return
  const isEager = state.isWatched || isFirst || performance.now() - openedAtMs < FIRST_MS
  if (isEager) plan(Math.max(0, sentAtMs + EVERY_MS - performance.now()))
}

function plan(delayMs: number) {
  clearTimeout(timer)
  timer = setTimeout(() => void send(), delayMs)
}

async function send() {
  if (!offered || !state.isOpen || isSending) return
  isSending = true
  const { till, view } = offered
  sentAtMs = performance.now()
  try {
    const { tillId } = till.registered
    const answer = await askCustomerScreen(till, { intent: 'show', tillId, view })
    if (answer && Reflect.get(answer, 'isOpen') === false) return stop()
    const isWatched = answer !== undefined && Reflect.get(answer, 'isWatched') === true
    if (isWatched !== state.isWatched) change({ ...state, isWatched })
  } finally {
    isSending = false
  }
  if (!state.isOpen) return
  const isNew = performance.now() - openedAtMs < FIRST_MS
  const hasMore = offered.view !== view
  plan(hasMore ? EVERY_MS : state.isWatched || isNew ? WATCHED_MS : UNWATCHED_MS)
}
