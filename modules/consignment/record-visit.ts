import { issueStock, productUnits, receiveStock, setConsigned } from '#modules/inventory/index.ts'
import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { assert } from '#modules/kernel/errors.ts'
import { newId } from '#modules/kernel/ids.ts'
import { insertRows } from '#modules/kernel/insert-rows.ts'
import { idTaken, moreThanThere, notTheirs, othersGoods, unknownConsignor } from './errors.ts'
import { findOwners, lockConsignors } from './repository.ts'
import type { VisitForm, VisitKind } from './shared.ts'

/** What stock moves of consignment name as their source. */
export const VISIT_SOURCE = 'consignment_visit'

/**
 * Writes down goods that a neighbour brought or took back. Goods that are brought for the first time
 * become theirs. Nothing is booked: they are worth nothing in the shop's books. Repeating an id changes
 * nothing more.
 *
 * @throws consignment.unknown_consignor, consignment.others_goods, consignment.not_theirs,
 *   consignment.more_than_there, inventory.own_goods_left, and what `inBaseUnits` throws
 */
export async function recordVisit(tx: Tx, form: VisitForm): Promise<{ id: string }> {
  const { id, consignorId, kind, note } = form
  const [consignor] = await lockConsignors(tx, [consignorId])
  if (!consignor) throw unknownConsignor()
  const known = await tx
    .selectFrom('consignmentVisit')
    .select(['consignorId', 'kind'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (known && (known.consignorId !== consignorId || known.kind !== kind)) throw idTaken()
  if (known) return { id }
  const lines = await productUnits.inBaseUnits(tx, form.lines)
  await claim(tx, consignorId, kind, lines)
  await insertRows(tx, {
    consignmentVisit: [{ id, consignorId, kind, note }],
    consignmentVisitLine: lines.map(({ productId, name, unit, quantityMilli }, index) => ({
      visitId: id,
      lineNo: index + 1,
      productId,
      name,
      unit,
      quantityMilli,
    })),
  })
  await move(tx, id, kind, lines)
  await recordAudit(tx, {
    action: `consignment.goods_${kind}`,
    targetType: 'consignor',
    targetId: consignorId,
    detail: { visitId: id, lineCount: lines.length },
  })
  return { id }
}

interface Line {
  productId: string
  name: string
  quantityMilli: number
}

/** Goods that are nobody's become theirs when they are brought; another's are refused. */
async function claim(tx: Tx, consignorId: string, kind: VisitKind, lines: readonly Line[]) {
  const ids = [...new Set(lines.map((line) => line.productId))].sort()
  const owners = new Map((await findOwners(tx, ids)).map((each) => [each.productId, each]))
  for (const { productId, name } of lines) {
    const owner = owners.get(productId)
    if (owner && owner.consignorId !== consignorId) throw othersGoods(name, owner.consignorName)
    if (!owner && kind === 'taken') throw notTheirs(name)
  }
  const fresh = ids.filter((id) => !owners.has(id))
  if (fresh.length === 0) return
  await setConsigned(tx, fresh, true)
  await tx
    .insertInto('consignedProduct')
    .values(fresh.map((productId) => ({ id: newId(), productId, consignorId, keepBp: null })))
    .execute()
}

async function move(tx: Tx, visitId: string, kind: VisitKind, lines: readonly Line[]) {
  const occurredAt = new Date()
  const moves = lines.map(({ productId, quantityMilli }, index) => ({
    productId,
    quantityMilli,
    kind: 'consignment' as const,
    sourceType: VISIT_SOURCE,
    sourceId: visitId,
    sourceLine: index + 1,
    occurredAt,
  }))
  if (kind === 'brought') {
    await receiveStock(
      tx,
      moves.map((each) => ({ ...each, valueMinor: 0 })),
    )
    return
  }
  const issued = await issueStock(tx, moves)
  for (const [index, { costMinor, levelMilli }] of issued.entries()) {
    assert(costMinor === 0, 'a neighbour’s goods cost nothing')
    const line = lines[index]
    if (line && levelMilli < 0) throw moreThanThere(line.name, levelMilli + line.quantityMilli)
  }
}
