/** Customers and what they owe (賒帳). */
export { changeTabLimit } from './change-tab-limit.ts'
export { createCustomer, type NewCustomer } from './create-customer.ts'
export { ensureCustomers } from './ensure-customers.ts'
export { listTabAges, type TabAge } from './list-tab-ages.ts'
export {
  type CustomerForTill,
  type CustomerTab,
  getCustomerTab,
  type ListedTab,
  type ListedTabEntry,
  listTabs,
  listTillCustomers,
} from './queries.ts'
export { recordTabEntries, type TabAfter, type TabEntryInput } from './record-tab-entries.ts'
export { saveCustomer } from './save-customer.ts'
