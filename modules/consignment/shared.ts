/** What browsers and other modules may know of consignment. */
export {
  ConsignorForm,
  GoodsForm,
  PAID_FROM,
  type PaidFrom,
  PayForm,
  VISIT_KINDS,
  VisitForm,
  type VisitKind,
} from './shared-forms.ts'
export { backPart, partOf } from './shared-part.ts'
