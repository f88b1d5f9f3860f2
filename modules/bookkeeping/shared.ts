/** The browser door of bookkeeping: the accounts of every shop, and what its forms must hold. */
export * from './shared-accounts.ts'
export * from './shared-export.ts'
export * from './shared-forms.ts'
export * from './shared-money.ts'
export * from './shared-page-forms.ts'
export * from './shared-statements.ts'
