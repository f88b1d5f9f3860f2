import type { StoredEvent } from '#app/offline/disk.ts'
import { foldForSearch } from '#modules/inventory/shared.ts'
import type { TillCustomer, TillSnapshot } from '#modules/pos/shared.ts'

/** What one entry of this device's journal does to a tab: more owed is positive. Whole NT$. */
export interface TabNote {
  eventId: string
  journalId: string
  seq: number
  customerId: string
  amountMinor: number
  at: string
  /** A payment is taken back: what it had paid is owed since when it was owed before. */
  isUndo?: boolean
}

/** Somebody who was written down on this device. */
export interface MetCustomer {
  customerId: string
  journalId: string
  seq: number
  name: string
  phoneEnd: string | null
}

/** A customer as they stand now: the shop's word, and what this device did since. */
export interface TabCustomer extends TillCustomer {
  /** What the snapshot said they owe, before what this device did since. */
  knownOwesMinor: number
  /** Since when they had owed what was paid off on this device. */
  owedSince?: string
}

/** What an entry says of a tab; undefined for most. It was written by this app, or a former one. */
export function readTabNote(event: StoredEvent): TabNote | undefined {
  const { body, eventId, journalId, seq, wallAt } = event
  const { customerId } = body
  const amountMinor = tabAmount(event)
  if (typeof customerId !== 'string' || amountMinor === 0) return undefined
  const isUndo = event.type === 'tab.payment_undone'
  return { eventId, journalId, seq, customerId, amountMinor, at: wallAt, ...(isUndo && { isUndo }) }
}

function tabAmount({ type, body }: StoredEvent): number {
  const amountMinor = typeof body.amountMinor === 'number' ? body.amountMinor : 0
  if (type === 'tab.paid') return -amountMinor
  if (type === 'tab.payment_undone') return amountMinor
  if (type !== 'sale.completed' && type !== 'sale.refunded') return 0
  const payments: unknown[] = Array.isArray(body.payments) ? body.payments : []
  const sum = payments.reduce<number>((total, payment) => total + tabPart(payment), 0)
  return type === 'sale.refunded' ? -sum : sum
}

const tabPart = (payment: unknown): number =>
  typeof payment === 'object' &&
  payment !== null &&
  'tender' in payment &&
  payment.tender === 'tab' &&
  'amountMinor' in payment &&
  typeof payment.amountMinor === 'number'
    ? payment.amountMinor
    : 0

export function readMetCustomer(event: StoredEvent): MetCustomer | undefined {
  const { customerId } = event.body
  if (event.type !== 'customer.created' || typeof customerId !== 'string') return undefined
  const { journalId, seq, personal } = event
  const name = personal?.customerName ?? ''
  return { customerId, journalId, seq, name, phoneEnd: phoneEnd(personal?.customerPhone) }
}

/** The last three digits, as the shop's list has them. */
export const phoneEnd = (phone: string | undefined): string | null =>
  phone?.replace(/\D/g, '').slice(-3) || null

/** From where on this device's own entries are not in the snapshot's balances. */
export const tabReach = (snapshot: Pick<TillSnapshot, 'tabsUpTo'>, journalId: string): number =>
  // A snapshot that a former version of the app stored says nothing of it.
  (snapshot.tabsUpTo ?? []).find((each) => each.journalId === journalId)?.seq ?? 0

/**
 * Everybody, as they stand now. An entry counts until a snapshot holds it, by its place in the
 * journal: whether it was sent, or answered, or is on its way, makes no difference, so nothing is
 * counted twice and nothing is left out.
 */
export function customersNow(
  snapshot: Pick<TillSnapshot, 'customers' | 'tabsUpTo' | 'rules'>,
  notes: readonly TabNote[],
  met: readonly MetCustomer[],
): TabCustomer[] {
  const isNew = (each: { journalId: string; seq: number }) =>
    each.seq > tabReach(snapshot, each.journalId)
  const customers = new Map<string, TabCustomer>()
  const add = (customer: Omit<TillCustomer, 'owesSince'> & { owesSince: string | null }) =>
    customers.set(customer.id, { ...customer, knownOwesMinor: customer.owesMinor })
  for (const customer of snapshot.customers) add(customer)
  const stranger = { phoneEnd: null, owesMinor: 0, owesSince: null, name: '' }
  const { tabLimitMinor } = snapshot.rules
  for (const { customerId, name, phoneEnd: end } of met) {
    if (customers.get(customerId)?.name) continue
    const known = customers.get(customerId)
    add({ ...stranger, id: customerId, limitMinor: tabLimitMinor, ...known, name, phoneEnd: end })
  }
  for (const note of notes.filter(isNew)) {
    if (!customers.has(note.customerId)) {
      add({ ...stranger, id: note.customerId, limitMinor: tabLimitMinor })
    }
    const customer = customers.get(note.customerId)
    if (customer) customers.set(note.customerId, after(customer, note))
  }
  return [...customers.values()]
}

function after(customer: TabCustomer, note: TabNote): TabCustomer {
  const owesMinor = customer.owesMinor + note.amountMinor
  const owedSince = customer.owesSince ?? customer.owedSince
  const begins = note.isUndo ? (owedSince ?? note.at) : note.at
  const owesSince = owesMinor > 0 ? (customer.owesSince ?? begins) : null
  return { ...customer, owesMinor, owesSince, ...(owedSince && { owedSince }) }
}

/**
 * How much more may go on a tab before somebody in charge is asked. Without a network the shop's
 * other tills may be selling to the same person, so half of what was left stands for each of them.
 */
export function roomOnTab(customer: TabCustomer, isOnline: boolean): number {
  const left = customer.limitMinor - customer.owesMinor
  if (isOnline) return left
  const knownLeft = Math.max(0, customer.limitMinor - customer.knownOwesMinor)
  const sinceThen = customer.owesMinor - customer.knownOwesMinor
  return Math.min(left, Math.floor(knownLeft / 2) - sinceThen)
}

/** Folded, and without marks above or below letters: a till's keyboard may not have them. */
const fold = (text: string): string => foldForSearch(text).normalize('NFD').replace(/\p{M}/gu, '')

/** Nothing but digits and what people write between them: a phone, and no name. */
export const isPhoneLike = (query: string): boolean => /^[\d\s+()-]*\d[\d\s+()-]*$/.test(query)

/**
 * Finds people by any part of their name, or by the last digits of their phone. Names that begin with
 * what was typed come first, then whoever owes something. Nothing typed finds everybody.
 */
export function findCustomers(
  customers: readonly TabCustomer[],
  query: string,
  limit: number,
): TabCustomer[] {
  const words = fold(query)
    .split(' ')
    .filter((word) => word !== '')
  const digits = query.replace(/\D/g, '').slice(-3)
  const isPhone = digits.length > 0 && isPhoneLike(query)
  const rank = (customer: TabCustomer): number | undefined => {
    const name = fold(customer.name)
    if (isPhone && customer.phoneEnd?.endsWith(digits)) return 0
    if (!words.every((word) => name.includes(word))) return undefined
    if (words.length > 0 && name.startsWith(words.join(' '))) return 0
    return customer.owesMinor === 0 ? 2 : 1
  }
  return customers
    .flatMap((customer) => {
      const place = rank(customer)
      return place === undefined ? [] : [{ customer, place }]
    })
    .sort((a, b) => a.place - b.place)
    .slice(0, limit)
    .map(({ customer }) => customer)
}

/** Orders of the list of tabs. */
export const TAB_ORDERS = ['longest', 'most', 'name'] as const
export type TabOrder = (typeof TAB_ORDERS)[number]

const BY_STROKES = new Intl.Collator('zh-TW-u-co-stroke')

/** Whoever owes something, in the order asked for. */
export function openTabs(customers: readonly TabCustomer[], order: TabOrder): TabCustomer[] {
  const owing = customers.filter((customer) => customer.owesMinor > 0)
  const compare: Record<TabOrder, (a: TabCustomer, b: TabCustomer) => number> = {
    longest: (a, b) => (a.owesSince ?? '').localeCompare(b.owesSince ?? ''),
    most: (a, b) => b.owesMinor - a.owesMinor,
    name: (a, b) => BY_STROKES.compare(a.name, b.name),
  }
  return owing.sort(compare[order])
}
