/** What the shop buys, from whom, and what it owes for it. */
export * as suppliers from './suppliers.ts'
