import type { Tx } from '#modules/kernel/db.ts'
import { postAct, sourceOf, startAct } from './book-act.ts'
import { madeOfItself, unknownRecipe } from './errors.ts'
import { issueStock } from './issue-stock.ts'
import { requirePlaces } from './places.ts'
import { type BaseLine, inBaseUnits } from './product-units.ts'
import { receiveStock } from './receive-stock.ts'
import { type MakeForm, spreadEvenly } from './shared.ts'
import { lockLevels } from './stock-repository.ts'

/**
 * Makes goods of others: a gift box, small bags out of a sack. What comes out takes all the value of
 * what went in, also where less came out than hoped; several products share it by what they sell
 * for, or by quantity where one has no price. Pressing twice makes once.
 *
 * @throws inventory.made_of_itself, inventory.unknown_place, inventory.unknown_recipe,
 *   inventory.act_taken, and what `inBaseUnits` throws
 */
export async function makeGoods(
  tx: Tx,
  form: MakeForm,
): Promise<{ id: string; valueMinor: number }> {
  const { id, note, locationId, recipeId } = form
  await requirePlaces(tx, [locationId])
  await requireRecipe(tx, recipeId)
  const inputs = await inBaseUnits(tx, form.inputs)
  const outputs = await inBaseUnits(tx, form.outputs)
  const used = new Set(inputs.map((line) => line.productId))
  const itself = outputs.find((line) => used.has(line.productId))
  if (itself) throw madeOfItself(itself.name)
  const happenedAt = new Date()
  const act = { id, kind: 'production' as const, note, locationId, recipeId, happenedAt }
  if (!(await startAct(tx, act))) return { id, valueMinor: 0 }
  const lineAt = (line: BaseLine, sourceLine: number) => ({
    productId: line.productId,
    quantityMilli: line.quantityMilli,
    kind: 'production' as const,
    locationId: locationId ?? undefined,
    ...sourceOf(id, happenedAt, sourceLine),
  })
  // All of them at once, in their order: what goes in and what comes out are two batches.
  await lockLevels(
    tx,
    [...inputs, ...outputs].map((line) => line.productId),
  )
  const issued = await issueStock(tx, inputs.map(lineAt))
  const valueMinor = issued.reduce((sum, each) => sum + each.costMinor, 0)
  const values = spreadEvenly(valueMinor, weightsOf(outputs))
  const received = await receiveStock(
    tx,
    outputs.map((line, index) => ({
      ...lineAt(line, inputs.length + index),
      valueMinor: values[index] ?? 0,
    })),
  )
  // What was sold before it was made settles its guess; otherwise nothing changes but the goods.
  const settledMinor = received.reduce((sum, each) => sum + each.settledMinor, 0)
  await postAct(tx, act, happenedAt, [
    { account: 'costOfSales', amountMinor: settledMinor },
    { account: 'inventory', amountMinor: 0 - settledMinor },
  ])
  return { id, valueMinor }
}

function weightsOf(outputs: readonly BaseLine[]): number[] {
  const isPriced = outputs.every((line) => (line.priceMinor ?? 0) > 0)
  return outputs.map(({ quantityMilli, priceMinor }) =>
    isPriced ? quantityMilli * (priceMinor ?? 0) : quantityMilli,
  )
}

async function requireRecipe(tx: Tx, id: string | null): Promise<void> {
  if (id === null) return
  const recipe = await tx.selectFrom('recipe').select('id').where('id', '=', id).executeTakeFirst()
  if (!recipe) throw unknownRecipe()
}
