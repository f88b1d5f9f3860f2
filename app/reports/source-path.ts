/** The pages of papers that cause entries, by the source that an entry names. */
const PAGES: Record<string, string> = {
  sale: 'sales',
  stock_act: 'stock/changes',
  purchase_receipt: 'stock/buying/receipts',
  supplier_bill: 'stock/buying/bills',
  supplier_payment: 'stock/buying/payments',
}

/** Where the paper stands that caused an entry; undefined for one without a page of its own. */
export function sourcePath(
  slug: string,
  { sourceType, sourceId }: { sourceType: string; sourceId: string },
): string | undefined {
  const page = PAGES[sourceType]
  return page && `/${slug}/${page}/${sourceId}`
}
