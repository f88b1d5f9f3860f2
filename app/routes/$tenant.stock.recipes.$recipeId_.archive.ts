import { z } from 'zod'
import { asResource, tenantAction } from '#app/server/edge.server.ts'
import { recipes } from '#modules/inventory/index.ts'

/** Puts a recipe away, and goes back to the others. */
export const action = asResource(
  tenantAction(
    'goods.manage',
    z.object({ recipeId: z.uuid() }),
    recipes.archiveRecipe,
    (_recipe, { membership }) => `/${membership.slug}/stock/recipes`,
  ),
)
