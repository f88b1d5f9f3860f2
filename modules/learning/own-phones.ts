/** Learners' own phones: the invitation that makes one theirs, and what brings them back on another. */

export { addOwnPhone } from './add-own-phone.ts'
export { wrongSignIn } from './errors.ts'
export {
  inviteLearner,
  readInvitation,
  revokeInvitation,
  takeInvitation,
} from './invite-learner.ts'
export {
  addPasskey,
  askForPasskey,
  askToMakePasskey,
  checkPasskey,
  newChallenge,
  type RelyingParty,
  readOwner,
  removePasskey,
  takeChallenge,
} from './learner-passkeys.ts'
export {
  checkNewPassword,
  findCentreOfCode,
  findPasswordOf,
  loginKeyOf,
  removeLearnerPassword,
  setLearnerPassword,
} from './learner-passwords.ts'
export { getOwnAccount, getSignIns, listOwners, ownerOf, removeOwnPhone } from './own-account.ts'
export { AccountChange, InvitationForm, PasskeySignIn, PasswordSignIn } from './phone-forms.ts'
