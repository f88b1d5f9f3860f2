import { recordAudit } from '#modules/kernel/audit.ts'
import { inTenant, type Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { createAccount, prepareAccount } from './create-account.ts'
import { alreadyMember, invitationClosed, unknownInvitation } from './errors.ts'
import { findInvitation, type Invitation } from './find-invitation.ts'
import { openSession, type Visitor } from './open-session.ts'
import { placeMember } from './repository.ts'
import { takeInvitation } from './repository-grants.ts'
import { INITIAL_SCREEN, type NewAccount, type Screen } from './shared.ts'

/** The place that was accepted. */
export type Accepted = Pick<Invitation, 'tenantId' | 'slug' | 'role'>

/**
 * A person with an account takes the place that a link offers. The link names the tenant, so this
 * opens its own transaction there.
 *
 * @throws identity.unknown_invitation, identity.invitation_accepted, identity.invitation_revoked,
 *   identity.invitation_expired, identity.already_member
 */
export async function acceptInvitation(token: string, userId: string): Promise<Accepted> {
  const { tenantId, invitationId, slug } = await requireOpen(token)
  return inTenant({ tenantId, userId }, 'read write', async (tx) => {
    const role = await take(tx, { invitationId, userId, token })
    return { tenantId, slug, role }
  })
}

/**
 * The same for somebody without an account, who makes one and is signed in.
 * @throws beside the above identity.identifier_taken, identity.password_common,
 *   identity.password_own_name, identity.too_busy
 */
export async function acceptAsNewPerson(
  token: string,
  input: NewAccount,
  visitor: Visitor,
  screen: Screen = INITIAL_SCREEN,
): Promise<Accepted & { userId: string; session: string }> {
  const { tenantId, invitationId, slug, tenantName } = await requireOpen(token)
  const account = await prepareAccount(input, [tenantName])
  const userId = newId()
  return inTenant({ tenantId, userId }, 'read write', async (tx) => {
    await createAccount(tx, userId, account, screen)
    const role = await take(tx, { invitationId, userId, token })
    const session = await openSession(tx, userId, visitor)
    return { tenantId, slug, role, userId, session: session.token }
  })
}

async function requireOpen(token: string): Promise<Invitation> {
  const invitation = await findInvitation(token)
  if (!invitation) throw unknownInvitation()
  if (invitation.state !== 'open') throw invitationClosed(invitation.state)
  return invitation
}

async function take(
  tx: Tx,
  { invitationId, userId, token }: { invitationId: string; userId: string; token: string },
) {
  const taken = await takeInvitation(tx, invitationId, userId)
  if (!taken) {
    // Somebody used it or took it back between looking and taking.
    const { state } = (await findInvitation(token)) ?? { state: 'open' }
    throw invitationClosed(state === 'open' ? 'accepted' : state)
  }
  if (!(await placeMember(tx, { userId, ...taken }))) throw alreadyMember()
  await recordAudit(tx, {
    action: 'identity.invitation_accepted',
    targetType: 'invitation',
    targetId: invitationId,
    detail: { userId, role: taken.role },
  })
  return taken.role
}
