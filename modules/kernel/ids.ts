import { createHash, randomBytes } from 'node:crypto'

export { newId } from './shared.ts'

/** A secret of 256 bits for a link, a session or an API token; only its hash is ever stored. */
export const newSecret = (prefix = ''): string => prefix + randomBytes(32).toString('base64url')

/** What is stored of a secret: SHA-256, which is enough for 256 random bits. */
export const hashSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest()
