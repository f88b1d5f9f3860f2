import { openBooks } from '#modules/bookkeeping/index.ts'
import { recordAudit } from '#modules/kernel/audit.ts'
import { inTenant, type Tx } from '#modules/kernel/db.ts'
import { assert } from '#modules/kernel/errors.ts'
import { newId } from '#modules/kernel/ids.ts'
import { signUpsFromAddress, subscriberOf } from './limiter.ts'
import type { Visitor } from './open-session.ts'
import { insertMembership, insertTenant } from './repository.ts'
import type { NewTenant } from './shared.ts'
import { slugCandidates } from './slug.ts'

/** A tenant that was opened just now. */
export interface OpenedTenant {
  tenantId: string
  /** The first part of its addresses. */
  slug: string
}

/**
 * Opens a further shop or centre for a person with an account, who owns it.
 * @throws identity.too_many_tries
 */
export async function openTenant(
  input: NewTenant,
  userId: string,
  visitor: Visitor,
): Promise<OpenedTenant> {
  await signUpsFromAddress.take(subscriberOf(visitor.address))
  const tenantId = newId()
  return inTenant({ tenantId, userId }, 'read write', (tx) =>
    createTenant(tx, { tenantId, userId }, input),
  )
}

/** Writes the tenant that `tx` is already fenced to: itself, its owner, its books. */
export async function createTenant(
  tx: Tx,
  { tenantId, userId }: { tenantId: string; userId: string },
  input: NewTenant,
): Promise<OpenedTenant> {
  const slug = await claimSlug(tx, tenantId, input)
  await insertMembership(tx, { userId, role: 'owner' })
  await openBooks(tx)
  await recordAudit(tx, {
    action: 'identity.tenant_opened',
    targetType: 'tenant',
    targetId: tenantId,
    detail: { kind: input.kind, name: input.tenantName, slug },
  })
  return { tenantId, slug }
}

async function claimSlug(tx: Tx, id: string, input: NewTenant): Promise<string> {
  for (const slug of slugCandidates(input.tenantName, input.kind)) {
    const row = { id, kind: input.kind, slug, name: input.tenantName }
    if (await insertTenant(tx, row)) return slug
  }
  assert(false, 'one of several random addresses is free')
}
