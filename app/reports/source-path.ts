/**
 * The pages of what causes entries, by the source that an entry names. What has no page of its own
 * (a refund, money in a drawer, a count) is looked up by `findSourcePath`.
 */
const PAGES: Record<string, string> = {
  sale: 'sales',
  stock_act: 'stock/changes',
  shift: 'shifts',
  product: 'products',
  money_slip: 'books/money',
  journal_entry: 'books/entries',
  purchase_receipt: 'stock/buying/receipts',
  supplier_bill: 'stock/buying/bills',
  supplier_payment: 'stock/buying/payments',
}

/** Where the paper stands that caused an entry; undefined for one without a page of its own. */
export function sourcePath(
  slug: string,
  { sourceType, sourceId }: { sourceType: string; sourceId: string },
): string | undefined {
  if (sourceType === 'year_end') return `/${slug}/books/settings/year-end`
  if (sourceType === 'opening_balance') return `/${slug}/books/settings/opening`
  const page = PAGES[sourceType]
  return page && `/${slug}/${page}/${sourceId}`
}
