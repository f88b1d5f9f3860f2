import { DomainError } from '#modules/kernel/errors.ts'

/** No device of this name and key was ever paired, or it signed something else. */
export const unknownDevice = () => new DomainError('till.unknown_device', 'unauthenticated')
/** The device's clock is off; `serverTime` is ISO 8601, and the device corrects itself by it. */
export const clockWrong = (now: Date) =>
  new DomainError('till.clock', 'unauthenticated', { serverTime: now.toISOString() })
/** The very same request was here before. */
export const requestReplayed = () => new DomainError('till.replayed', 'unauthenticated')
/** The owner took this device out of use: it may hand over what it has, and read nothing more. */
export const tillRevoked = () => new DomainError('pos.till_revoked', 'forbidden')
/** The key is none that can be checked. */
export const badDeviceKey = () => new DomainError('pos.bad_device_key', 'invalid')
/** Nobody was given this code, or it has done its work. */
export const unknownPairing = () => new DomainError('pos.unknown_pairing', 'invalid')
/** It was given, but longer ago than it is good for, or it was taken back. */
export const pairingEnded = () => new DomainError('pos.pairing_ended', 'conflict')
/** Another device used it. */
export const pairingUsed = () => new DomainError('pos.pairing_used', 'conflict')
/** A PIN of six digits that others think of too. */
export const weakPin = () => new DomainError('pos.weak_pin', 'invalid')
