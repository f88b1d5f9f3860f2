/** What the shop buys, from whom, and what it owes for it. */
export * as purchases from './purchases.ts'
export * as suppliers from './suppliers.ts'
