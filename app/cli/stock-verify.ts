import { parseArgs } from 'node:util'
import { stockLevels } from '#modules/inventory/index.ts'
import { failClearly } from '../server/serve.ts'
import { forTenant } from './for-tenant.ts'

const USAGE = 'npm run stock:verify -- --tenant <slug> [--rebuild]'

/** What differs, in words for the console. Quantities are thousandths of a unit, values whole NT$. */
const WORDS: Record<stockLevels.StockDifference['what'], string> = {
  quantity: 'the quantity is not the sum of the moves',
  value: 'the value is not the sum of the moves',
  place: 'the quantity at this place is not the sum of the moves',
  layer_quantity: 'the layers hold another quantity than the product',
  layer_value: 'the layers hold another value than the product',
  method: 'is valued another way than the shop (1 in layers, 0 at the average)',
  books: 'the account 1201 moved by another amount on this day than the goods',
}

/**
 * `npm run stock:verify` adds up every move of a tenant again and compares it with levels, places,
 * layers and the books. `--rebuild` makes the first three right; the books are never touched.
 * Ends with 1 when something differs and was not mended.
 */
async function run(): Promise<void> {
  const { values } = parseArgs({
    options: { tenant: { type: 'string' }, rebuild: { type: 'boolean' } },
  })
  const { tenant, rebuild } = values
  if (!tenant) throw new Error(USAGE)
  const before = await forTenant(tenant, rebuild ? 'read write' : 'read only', (tx) =>
    rebuild ? stockLevels.mendStock(tx) : stockLevels.verifyStock(tx),
  )
  for (const { what, subject, found, expected } of before) {
    console.log(`${subject}: ${WORDS[what]} (${found} instead of ${expected})`)
  }
  if (before.length === 0)
    return console.log('Every level is the sum of its moves, and the books agree.')
  const after = rebuild
    ? await forTenant(tenant, 'read only', (tx) => stockLevels.verifyStock(tx))
    : before
  console.log(
    rebuild ? `Rebuilt. ${after.length} differences are left.` : `${after.length} differences.`,
  )
  if (after.length > 0) process.exitCode = 1
}

run().catch(failClearly)
