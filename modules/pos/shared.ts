/** The browser door of the till: pricing, the events a device writes, and what it is told. */
export * from './shared-customer-view.ts'
export * from './shared-events.ts'
export * from './shared-journal.ts'
export * from './shared-pricing.ts'
export * from './shared-refund.ts'
export * from './shared-rules.ts'
export * from './shared-shift.ts'
export * from './shared-till.ts'
