/** What the goods of a shop did: how quickly they go, what lies too long, what is lost. */
export {
  type DeadStock,
  type DeadStockRow,
  listCategoriesOf,
  listDeadStock,
  listShrinkage,
  listTurnover,
  listWorthOn,
  type MonthSum,
  type ReportSpan,
  type Shrinkage,
  type ShrinkageRow,
  sumLeftByMonth,
  type Turnover,
  type TurnoverRow,
} from './queries-reports.ts'
