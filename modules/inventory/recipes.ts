import { sql } from 'kysely'
import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { madeOfItself, unknownRecipe } from './errors.ts'
import { inBaseUnits } from './product-units.ts'
import type { RecipeForm } from './shared.ts'

export interface RecipeLine {
  productId: string
  productName: string
  unit: string
  quantityMilli: number
}

export interface Recipe {
  id: string
  name: string
  archivedAt: Date | null
  inputs: RecipeLine[]
  outputs: RecipeLine[]
}

const MAX_RECIPES = 100

/** Recipes in use, by name. */
export async function listRecipes(tx: Tx): Promise<Recipe[]> {
  const recipes = await tx
    .selectFrom('recipe')
    .select(['id', 'name', 'archivedAt'])
    .where('archivedAt', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .limit(MAX_RECIPES)
    .execute()
  return withLines(tx, recipes)
}

/** @throws inventory.unknown_recipe, for other shops' as well. */
export async function getRecipe(tx: Tx, id: string): Promise<Recipe> {
  const recipe = await tx
    .selectFrom('recipe')
    .select(['id', 'name', 'archivedAt'])
    .where('id', '=', id)
    .executeTakeFirst()
  const [found] = recipe ? await withLines(tx, [recipe]) : []
  if (!found) throw unknownRecipe()
  return found
}

async function withLines(
  tx: Tx,
  recipes: readonly Pick<Recipe, 'id' | 'name' | 'archivedAt'>[],
): Promise<Recipe[]> {
  const lines = await tx
    .selectFrom('recipeLine as l')
    .innerJoin('product as p', 'p.id', 'l.productId')
    .select(['l.recipeId', 'l.side', 'l.productId', 'p.name as productName', 'p.unit'])
    .select('l.quantityMilli')
    .where(sql<boolean>`l.recipe_id = any(${recipes.map((each) => each.id)}::uuid[])`)
    .orderBy('l.position')
    .execute()
  return recipes.map((recipe) => {
    const own = lines.filter((line) => line.recipeId === recipe.id)
    const side = (name: string) =>
      own.filter((line) => line.side === name).map(({ recipeId: _, side: _side, ...line }) => line)
    return { ...recipe, inputs: side('in'), outputs: side('out') }
  })
}

/**
 * Adds a recipe, or changes what is in it; what was made by it stays as it was made.
 *
 * @throws inventory.made_of_itself, and what `inBaseUnits` throws
 */
export async function saveRecipe(tx: Tx, form: RecipeForm): Promise<{ id: string }> {
  const { id, name } = form
  const inputs = await inBaseUnits(tx, form.inputs)
  const outputs = await inBaseUnits(tx, form.outputs)
  const used = new Set(inputs.map((line) => line.productId))
  const itself = outputs.find((line) => used.has(line.productId))
  if (itself) throw madeOfItself(itself.name)
  await tx
    .insertInto('recipe')
    .values({ id, name })
    .onConflict((conflict) =>
      conflict
        .columns(['tenantId', 'id'])
        .doUpdateSet({ name, archivedAt: null, updatedAt: sql<Date>`clock_timestamp()` }),
    )
    .execute()
  await tx.deleteFrom('recipeLine').where('recipeId', '=', id).execute()
  const lines = [
    ...inputs.map((line) => ({ ...line, side: 'in' })),
    ...outputs.map((line) => ({ ...line, side: 'out' })),
  ]
  await tx
    .insertInto('recipeLine')
    .values(
      lines.map(({ side, productId, quantityMilli }, position) => ({
        recipeId: id,
        position,
        side,
        productId,
        quantityMilli,
      })),
    )
    .execute()
  await audit(tx, 'inventory.recipe_saved', id, name)
  return { id }
}

/** Puts a recipe away: it is no longer offered. @throws inventory.unknown_recipe */
export async function archiveRecipe(tx: Tx, { recipeId }: { recipeId: string }) {
  const recipe = await tx
    .updateTable('recipe')
    .set({ archivedAt: sql<Date>`clock_timestamp()` })
    .where('id', '=', recipeId)
    .returning('name')
    .executeTakeFirst()
  if (!recipe) throw unknownRecipe()
  await audit(tx, 'inventory.recipe_archived', recipeId, recipe.name)
  return { id: recipeId }
}

const audit = (tx: Tx, action: string, targetId: string, name: string) =>
  recordAudit(tx, { action, targetType: 'recipe', targetId, detail: { name } })
