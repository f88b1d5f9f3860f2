import type { Tx } from '#modules/kernel/db.ts'
import { costCentreTaken, unknownCostCentre } from './errors.ts'
import {
  findCostCentre,
  findCostCentreByName,
  selectCostCentres,
  setCostCentreArchived,
  upsertCostCentre,
} from './repository-accounts.ts'
import type { CostCentreInput } from './shared.ts'

/** A part of the business that is looked at by itself. */
export interface CostCentre {
  id: string
  name: string
  isArchived: boolean
}

/** All cost centres by name, also those that were put away. */
export async function listCostCentres(tx: Tx): Promise<CostCentre[]> {
  const rows = await selectCostCentres(tx)
  return rows.map(({ id, name, archivedAt }) => ({ id, name, isArchived: archivedAt !== null }))
}

/** Adds a cost centre, renames one, or takes it out again. @throws bookkeeping.cost_centre_taken */
export async function saveCostCentre(tx: Tx, input: CostCentreInput): Promise<{ id: string }> {
  const other = await findCostCentreByName(tx, input.name)
  if (other && other.id !== input.id) throw costCentreTaken(input.name)
  await upsertCostCentre(tx, input)
  return { id: input.id }
}

/** Puts a cost centre away; what was booked for it stays. @throws bookkeeping.unknown_cost_centre */
export async function archiveCostCentre(tx: Tx, { id }: { id: string }): Promise<null> {
  if (!(await setCostCentreArchived(tx, id))) throw unknownCostCentre()
  return null
}

/** Refuses a cost centre that is not there or was put away. @throws bookkeeping.unknown_cost_centre */
export async function requireCostCentre(tx: Tx, id: string | null | undefined): Promise<void> {
  if (id === null || id === undefined) return
  const found = await findCostCentre(tx, id)
  if (!found || found.archivedAt !== null) throw unknownCostCentre()
}
