/** The books of a tenant: accounts, balanced entries, balances. */
export { openBooks } from './open-books.ts'
export { type EntryInput, postEntries } from './post-entries.ts'
