import type { Tx } from './db.ts'
import { newId } from './ids.ts'

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
  if (records.length === 0) return
  await tx
    .insertInto('auditLog')
    .values(
      records.map((record) => ({
        id: newId(),
        action: record.action,
        targetType: record.targetType,
        targetId: record.targetId ?? null,
        detail: JSON.stringify(record.detail ?? {}),
        requestId: record.requestId ?? null,
      })),
    )
    .execute()
}
