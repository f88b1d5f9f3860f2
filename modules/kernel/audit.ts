import type { Tx } from './db.ts'
import { newId } from './ids.ts'
import { insertRows } from './insert-rows.ts'
import type { Json } from './schema.ts'

export interface AuditRecord {
  /** Past tense and module: `identity.invitation_created`. */
  action: string
  targetType: string
  targetId?: string
  /** What a person needs to understand it later; never a secret, never a whole document. */
  detail?: Record<string, unknown>
  requestId?: string
}

/** Writes down who did what, in the transaction that does it. Rows are never changed or deleted. */
export async function recordAudit(tx: Tx, ...records: AuditRecord[]): Promise<void> {
  const auditLog = records.map((record) => ({
    id: newId(),
    action: record.action,
    targetType: record.targetType,
    targetId: record.targetId ?? null,
    detail: toJson(record.detail ?? {}),
    requestId: record.requestId ?? null,
  }))
  await insertRows(tx, { auditLog })
}

/** Plain JSON of a detail: what `undefined`, dates and the like become is decided here, once. */
const toJson = (detail: Record<string, unknown>): Json => JSON.parse(JSON.stringify(detail))
