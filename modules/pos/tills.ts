/** Paired devices, how they are paired and told apart, and the PINs of those who sell on them. */
export {
  checkOwnSignature,
  type Device,
  findDevice,
  findPairingDevice,
  type SignedRequest,
} from './find-device.ts'
export {
  cancelPairing,
  claimPairing,
  confirmPairing,
  findPairingCode,
  getPairingState,
  startPairing,
} from './pairing.ts'
export { hasPin, listPinOwners, resetPin, setPin } from './pins.ts'
export { findOpenPairing, listTills, type TillRow } from './queries-tills.ts'
export { releasePlace } from './repository-tills.ts'
export { assignTill, renameTill, revokeTill, sellFrom } from './revoke-till.ts'
