import { createHash } from 'node:crypto'
import { TAX_METHOD } from '#modules/identity/index.ts'
import { SOLD_BY, TAX_CLASSES } from '#modules/inventory/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { assert } from '#modules/kernel/errors.ts'
import { readSetting } from '#modules/kernel/settings.ts'
import { RecordedSale, type SaleRequest } from './api-shapes.ts'
import {
  noPrice,
  paymentsDoNotAddUp,
  saleIdTaken,
  soldAtOutOfRange,
  unknownProduct,
  wrongTendered,
} from './errors.ts'
import { refuseTooLarge } from './quote.ts'
import { recordSales } from './record-sales.ts'
import { claimSaleId, findSellable, hasSale, selectSale } from './repository-api.ts'
import { canonicalJson, type PricedCart, priceCart, type SaleCompletedBody } from './shared.ts'
import { findTaxRates } from './tax-rates.ts'

/** A clock this far ahead is still believed, as with tills. */
const CLOCK_AHEAD_MS = 10 * 60_000
/** Before this no shop here sold anything; what says so has a broken clock. */
const EARLIEST_MS = Date.parse('2000-01-01T00:00:00Z')
const SHORT_ID = 12

/**
 * Records a sale that a machine made: sale, stock, books, usage, audit, all of it or nothing.
 * The same request again answers the recorded sale and sells nothing, so that a lost answer can
 * always be asked for once more.
 *
 * @param cashierId the person in whose name the machine acts.
 * @returns the sale as recorded; `isNew` is false for a repeated request.
 * @throws pos.sale_id_taken, pos.unknown_product, pos.no_price, pos.payments_do_not_add_up,
 *   pos.wrong_tendered, pos.total_too_large, pos.sold_at_out_of_range
 */
export async function sellThroughApi(
  tx: Tx,
  request: SaleRequest,
  cashierId: string,
  now = new Date(),
): Promise<{ sale: RecordedSale; isNew: boolean }> {
  const bodyHash = createHash('sha256').update(canonicalJson(request)).digest('hex')
  const takenBy = await claimSaleId(tx, request.id, bodyHash)
  if (takenBy === undefined) await sell(tx, request, cashierId, now)
  else if (takenBy !== bodyHash) throw saleIdTaken()
  const sale = await selectSale(tx, request.id)
  assert(sale, 'a claimed sale was recorded with its claim')
  return { sale: RecordedSale.parse(sale), isNew: takenBy === undefined }
}

async function sell(tx: Tx, request: SaleRequest, cashierId: string, now: Date): Promise<void> {
  if (await hasSale(tx, request.id)) throw saleIdTaken()
  const soldAt = request.soldAt === undefined ? now : new Date(request.soldAt)
  if (soldAt.getTime() > now.getTime() + CLOCK_AHEAD_MS || soldAt.getTime() < EARLIEST_MS) {
    throw soldAtOutOfRange()
  }
  const lines = await namedLines(tx, request)
  refuseTooLarge(lines)
  const { timeZone } = await tx.selectFrom('tenant').select('timeZone').executeTakeFirstOrThrow()
  const taxRates = await findTaxRates(tx, soldAt)
  const taxMethod = await readSetting(tx, TAX_METHOD, soldAt)
  const priced = priceCart({ lines, discount: request.discount, taxRates, taxMethod })
  const body: Omit<SaleCompletedBody, 'shiftId'> = {
    saleId: request.id,
    receiptNo: request.receiptNo ?? `API-${request.id.replaceAll('-', '').slice(-SHORT_ID)}`,
    soldAt: soldAt.toISOString(),
    cashierId,
    lines: lines.map((line, index) => ({ ...line, ...sumsOf(priced, index) })),
    voidedLines: [],
    discount: request.discount,
    payments: paymentsOf(request, priced.totalMinor),
    totalMinor: priced.totalMinor,
    taxMinor: priced.taxMinor,
    taxMethod,
    taxRates,
    wantsReceipt: request.wantsReceipt,
    hasCustomer: request.customerName !== undefined,
    approvals: [],
  }
  const { customerName } = request
  const place = { channel: 'api', tillId: null, shiftId: null } as const
  await recordSales(tx, [{ body, ...place, priced, customerName, timeZone }])
}

/** The lines with what the catalogue says of their products. */
async function namedLines(tx: Tx, request: SaleRequest) {
  const products = await findSellable(
    tx,
    request.lines.map((line) => line.productId),
  )
  return request.lines.map((line) => {
    const product = products.get(line.productId)
    if (!product) throw unknownProduct(line.productId)
    const unitPriceMinor = line.unitPriceMinor ?? product.priceMinor
    if (unitPriceMinor === null) throw noPrice(product.name)
    const taxClass = TAX_CLASSES.find((each) => each === product.taxClass)
    const soldBy = SOLD_BY.find((each) => each === product.soldBy)
    assert(taxClass && soldBy, 'the database checks tax class and way of selling')
    const { name, unit } = product
    return { ...line, name, unit, soldBy, taxClass, unitPriceMinor }
  })
}

function sumsOf(priced: PricedCart, index: number) {
  const line = priced.lines[index]
  assert(line, 'every line was priced')
  return { totalMinor: line.totalMinor, taxMinor: line.taxMinor }
}

function paymentsOf(request: SaleRequest, totalMinor: number) {
  const paidMinor = request.payments.reduce((sum, payment) => sum + payment.amountMinor, 0)
  if (paidMinor !== totalMinor) throw paymentsDoNotAddUp(totalMinor, paidMinor)
  return request.payments.map((payment) => {
    const tenderedMinor = payment.tenderedMinor ?? payment.amountMinor
    const isWrong =
      payment.tender === 'cash'
        ? tenderedMinor < payment.amountMinor
        : tenderedMinor !== payment.amountMinor
    if (isWrong) throw wrongTendered(payment.amountMinor, tenderedMinor)
    return { ...payment, tenderedMinor }
  })
}
