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
  inventory: { code: '1201', kind: 'asset', name: '商品存貨', nameEn: 'Inventory' },
  inputTax: { code: '1268', kind: 'asset', name: '進項稅額', nameEn: 'Input tax' },
  payable: { code: '2101', kind: 'liability', name: '應付帳款', nameEn: 'Accounts payable' },
  outputTax: { code: '2204', kind: 'liability', name: '銷項稅額', nameEn: 'Output tax' },
  vouchers: { code: '2301', kind: 'liability', name: '禮券', nameEn: 'Vouchers' },
  exchangeClearing: {
    code: '2302',
    kind: 'liability',
    name: '換貨暫收',
    nameEn: 'Exchanges in hand',
  },
  capital: { code: '3101', kind: 'equity', name: '業主資本', nameEn: "Owner's capital" },
  earnings: { code: '3201', kind: 'equity', name: '累積盈餘', nameEn: 'Retained earnings' },
  sales: { code: '4101', kind: 'income', name: '銷貨收入', nameEn: 'Sales' },
  salesReturns: { code: '4102', kind: 'income', name: '銷貨退回', nameEn: 'Sales returns' },
  costOfSales: { code: '5101', kind: 'expense', name: '銷貨成本', nameEn: 'Cost of goods sold' },
  stockDifference: {
    code: '5102',
    kind: 'expense',
    name: '存貨盤損益',
    nameEn: 'Stock differences',
  },
  rent: { code: '6101', kind: 'expense', name: '租金', nameEn: 'Rent' },
  utilities: { code: '6102', kind: 'expense', name: '水電瓦斯', nameEn: 'Utilities' },
  phone: { code: '6103', kind: 'expense', name: '電話網路', nameEn: 'Phone and internet' },
  service: { code: '6104', kind: 'expense', name: '系統使用費', nameEn: 'Software fees' },
  otherCost: { code: '6199', kind: 'expense', name: '其他費用', nameEn: 'Other costs' },
  cashDifference: {
    code: '7101',
    kind: 'expense',
    name: '現金短溢',
    nameEn: 'Cash over and short',
  },
} as const satisfies Record<
  string,
  { code: string; kind: AccountKind; name: string; nameEn: string }
>

export type AccountName = keyof typeof ACCOUNTS

/** One side of an entry: a debit is positive, a credit negative, in whole NT$. */
export interface PostingInput {
  account: AccountName
  amountMinor: number
}
