/** So long a trainer's invitation opens a phone. */
export const INVITED_FOR_MS = 14 * 86_400_000

export const MAX_LOGIN_NAME = 30

/** What a phone makes itself before it is anybody's, so that a lost answer can be asked for again. */
export interface PhoneToBe {
  deviceId: string
  /** 256 random bits, base64url. */
  secret: string
}

/** What somebody's own phone tells them of how they come back. Instants are ISO 8601. */
export interface OwnAccount {
  centre: {
    name: string
    /** Typed on another phone, with the short name and the password. */
    code: string
  }
  /** Null without a password. */
  loginName: string | null
  passkeys: { id: string; madeAt: string; usedAt: string | null; isMadeHere: boolean }[]
  phones: { id: string; since: string; seenAt: string | null; isThis: boolean }[]
}
