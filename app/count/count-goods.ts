import { readCode } from '#app/scan/read-code.ts'
import { type CountGoods, type CountSnapshot, foldForSearch } from '#modules/inventory/shared.ts'

/** The goods of a stocktake, made ready for a search and a scanner. */
export interface GoodsIndex {
  all: readonly CountGoods[]
  byId: ReadonlyMap<string, CountGoods>
  /** Goods in which every word occurs; those that begin with it first. */
  search(query: string): CountGoods[]
  scan(code: string): ReturnType<typeof readCode<CountGoods>>
}

export function indexGoods({ goods, barcodeRules }: CountSnapshot): GoodsIndex {
  const byBarcode = new Map(goods.flatMap((each) => each.barcodes.map((code) => [code, each])))
  const entries = goods.map((each) => {
    const names = [each.name, ...Object.values(each.names)]
    const fields = [...names, each.sku ?? '', ...each.barcodes]
    return { each, name: foldForSearch(each.name), text: fields.map(foldForSearch).join('\n') }
  })
  return {
    all: goods,
    byId: new Map(goods.map((each) => [each.id, each])),
    search(query) {
      const folded = foldForSearch(query)
      const words = folded.split(' ').filter((word) => word !== '')
      const found = entries.filter(({ text }) => words.every((word) => text.includes(word)))
      const first = (name: string) => (name.startsWith(folded) ? 0 : 1)
      return found.sort((a, b) => first(a.name) - first(b.name)).map(({ each }) => each)
    },
    scan: (code) => readCode(byBarcode, barcodeRules, code),
  }
}
