import { DomainError } from '#modules/kernel/errors.ts'

/** The same for a wrong password and an unknown account: the answer must not tell which. */
export const wrongSignIn = () => new DomainError('identity.wrong_sign_in', 'invalid')

export const wrongPassword = () => new DomainError('identity.wrong_password', 'invalid')

export const tooManyTries = (seconds: number) =>
  new DomainError('identity.too_many_tries', 'limited', { seconds })

/** More people sign in at this moment than the machine can check. */
export const tooBusy = () => new DomainError('identity.too_busy', 'limited')

export const passwordCommon = () => new DomainError('identity.password_common', 'invalid')

/** Made of the person's or the shop's own name, address or number. */
export const passwordOwnName = () => new DomainError('identity.password_own_name', 'invalid')

export const identifierTaken = () => new DomainError('identity.identifier_taken', 'conflict')

export const notAllowed = () => new DomainError('identity.not_allowed', 'forbidden')

export const onlyOwners = () => new DomainError('identity.only_owners', 'forbidden')

export const roleNotHere = () => new DomainError('identity.role_not_here', 'invalid')

export const lastOwner = () => new DomainError('identity.last_owner', 'conflict')

export const unknownMember = () => new DomainError('identity.unknown_member', 'missing')

export const alreadyMember = () => new DomainError('identity.already_member', 'conflict')

export const unknownInvitation = () => new DomainError('identity.unknown_invitation', 'missing')

export const invitationClosed = (state: 'accepted' | 'revoked' | 'expired') =>
  new DomainError(`identity.invitation_${state}`, 'conflict')

export const unknownApiToken = () => new DomainError('identity.unknown_api_token', 'missing')
