/** The kinds of account; the first digit of a code tells them apart. */
export const ACCOUNT_KINDS = ['asset', 'liability', 'equity', 'income', 'expense'] as const
export type AccountKind = (typeof ACCOUNT_KINDS)[number]

/**
 * A small shop's chart of accounts in the order of Taiwan's commercial accounting: 1 assets,
 * 2 liabilities, 3 equity, 4 income, 5 cost of sales, 6 running costs, 7 other. Modules post by
 * these names; a shop may rename an account and add its own beside them.
 */
export const ACCOUNTS = {
  cash: { code: '1101', kind: 'asset', name: '現金', nameEn: 'Cash on hand' },
  bank: { code: '1102', kind: 'asset', name: '銀行存款', nameEn: 'Bank' },
  cardReceivable: {
    code: '1103',
    kind: 'asset',
    name: '刷卡應收',
    nameEn: 'Card payments to receive',
  },
  mobileReceivable: {
    code: '1104',
    kind: 'asset',
    name: '行動支付應收',
    nameEn: 'Mobile payments to receive',
  },
  customerReceivable: {
    code: '1191',
    kind: 'asset',
    name: '應收帳款（賒帳）',
    nameEn: 'Customer tabs',
  },
  otherReceivable: { code: '1192', kind: 'asset', name: '其他應收款', nameEn: 'Other receivables' },
  inventory: { code: '1201', kind: 'asset', name: '商品存貨', nameEn: 'Inventory' },
  prepaid: { code: '1261', kind: 'asset', name: '預付費用', nameEn: 'Prepaid costs' },
  supplierAdvance: {
    code: '1262',
    kind: 'asset',
    name: '預付貨款',
    nameEn: 'Paid to suppliers in advance',
  },
  inputTax: { code: '1268', kind: 'asset', name: '進項稅額', nameEn: 'Input tax' },
  taxCredit: {
    code: '1269',
    kind: 'asset',
    name: '留抵稅額',
    nameEn: 'Tax credit carried forward',
  },
  equipment: { code: '1501', kind: 'asset', name: '生財器具', nameEn: 'Equipment' },
  depreciationSoFar: {
    code: '1502',
    kind: 'asset',
    name: '累計折舊',
    nameEn: 'Depreciation so far',
  },
  payable: { code: '2101', kind: 'liability', name: '應付帳款', nameEn: 'Accounts payable' },
  goodsReceived: {
    code: '2102',
    kind: 'liability',
    name: '已收貨未收帳單',
    nameEn: 'Goods received, bill to come',
  },
  consignmentPayable: {
    code: '2103',
    kind: 'liability',
    name: '應付寄賣款',
    nameEn: 'Owed for goods on consignment',
  },
  outputTax: { code: '2204', kind: 'liability', name: '銷項稅額', nameEn: 'Output tax' },
  taxPayable: { code: '2205', kind: 'liability', name: '應付營業稅', nameEn: 'Sales tax to pay' },
  vouchers: { code: '2301', kind: 'liability', name: '禮券', nameEn: 'Vouchers' },
  exchangeClearing: {
    code: '2302',
    kind: 'liability',
    name: '換貨暫收',
    nameEn: 'Exchanges in hand',
  },
  points: { code: '2303', kind: 'liability', name: '點數負債', nameEn: 'Points owed to customers' },
  storedValue: { code: '2304', kind: 'liability', name: '儲值金', nameEn: 'Stored value' },
  loans: { code: '2401', kind: 'liability', name: '借款', nameEn: 'Loans' },
  capital: { code: '3101', kind: 'equity', name: '業主資本', nameEn: "Owner's capital" },
  drawings: { code: '3102', kind: 'equity', name: '業主往來', nameEn: "Owner's drawings" },
  earnings: { code: '3201', kind: 'equity', name: '累積盈餘', nameEn: 'Retained earnings' },
  sales: { code: '4101', kind: 'income', name: '銷貨收入', nameEn: 'Sales' },
  salesReturns: { code: '4102', kind: 'income', name: '銷貨退回', nameEn: 'Sales returns' },
  otherIncome: { code: '4201', kind: 'income', name: '其他收入', nameEn: 'Other income' },
  interest: { code: '4202', kind: 'income', name: '利息收入', nameEn: 'Interest received' },
  costOfSales: { code: '5101', kind: 'expense', name: '銷貨成本', nameEn: 'Cost of goods sold' },
  stockDifference: {
    code: '5102',
    kind: 'expense',
    name: '存貨盤損益',
    nameEn: 'Stock differences',
  },
  purchaseDifference: {
    code: '5103',
    kind: 'expense',
    name: '進貨價差',
    nameEn: 'Purchase price differences',
  },
  waste: { code: '5104', kind: 'expense', name: '商品報廢', nameEn: 'Goods thrown away' },
  rent: { code: '6101', kind: 'expense', name: '租金', nameEn: 'Rent' },
  utilities: { code: '6102', kind: 'expense', name: '水電瓦斯', nameEn: 'Utilities' },
  phone: { code: '6103', kind: 'expense', name: '電話網路', nameEn: 'Phone and internet' },
  service: { code: '6104', kind: 'expense', name: '系統使用費', nameEn: 'Software fees' },
  wages: { code: '6105', kind: 'expense', name: '薪資', nameEn: 'Wages' },
  transport: { code: '6106', kind: 'expense', name: '運費交通', nameEn: 'Freight and transport' },
  repairs: { code: '6107', kind: 'expense', name: '修繕', nameEn: 'Repairs' },
  insurance: { code: '6108', kind: 'expense', name: '保險', nameEn: 'Insurance' },
  fees: { code: '6109', kind: 'expense', name: '稅捐規費', nameEn: 'Taxes and fees' },
  supplies: { code: '6110', kind: 'expense', name: '文具耗材', nameEn: 'Supplies' },
  advertising: { code: '6111', kind: 'expense', name: '廣告', nameEn: 'Advertising' },
  paymentFees: { code: '6112', kind: 'expense', name: '手續費', nameEn: 'Bank and payment fees' },
  depreciation: { code: '6113', kind: 'expense', name: '折舊', nameEn: 'Depreciation' },
  otherCost: { code: '6199', kind: 'expense', name: '其他費用', nameEn: 'Other costs' },
  cashDifference: {
    code: '7101',
    kind: 'expense',
    name: '現金短溢',
    nameEn: 'Cash over and short',
  },
  taxRounding: { code: '7102', kind: 'expense', name: '稅額尾差', nameEn: 'Rounding of tax' },
} as const satisfies Record<
  string,
  { code: string; kind: AccountKind; name: string; nameEn: string }
>

export type AccountName = keyof typeof ACCOUNTS

const CODES: ReadonlySet<string> = new Set(Object.values(ACCOUNTS).map(({ code }) => code))

/** Whether an account belongs to every shop: modules post on it, so it can't be put away. */
export const isStandardAccount = (code: string): boolean => CODES.has(code)

/** Accounts that money lies on in every shop. */
export const MONEY_ACCOUNTS = ['cash', 'bank'] as const satisfies readonly AccountName[]

/**
 * Where money goes or comes from besides the accounts that hold it: the owner's own pocket, and for
 * what is moved also what card companies still have to send, and the owner's capital.
 */
export function isMovable(code: string, direction: 'paid' | 'received' | 'moved'): boolean {
  const places: readonly AccountName[] = direction === 'moved' ? MOVED_PLACES : ['drawings']
  return places.some((name) => ACCOUNTS[name].code === code)
}
export const MOVED_PLACES = [
  'drawings',
  'cardReceivable',
  'mobileReceivable',
  'capital',
] as const satisfies readonly AccountName[]

/**
 * Accounts whose balance is the sum of something else: what lies on the shelf, what is on tabs. An
 * entry by hand would make the two disagree for ever.
 */
export const KEPT_ELSEWHERE = [
  'inventory',
  'customerReceivable',
] as const satisfies readonly AccountName[]

/** Entries that move a year's income and costs to what was earned; a statement of income skips them. */
export const CLOSING_KINDS = ['year_end_close', 'year_end_reopen'] as const
