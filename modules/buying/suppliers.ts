/** Whom the shop buys from. */
export {
  getSupplier,
  type ListedSupplier,
  listSuppliers,
  type OfferedSupplier,
  offerSuppliers,
} from './queries-suppliers.ts'
export type { Supplier } from './repository-suppliers.ts'
export { archiveSupplier, saveSupplier } from './save-supplier.ts'
