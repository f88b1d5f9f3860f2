import { createHash } from 'node:crypto'
import { assert } from '#modules/kernel/errors.ts'

/** Everything of an entry that its seal covers. Instants are UTC with microseconds. */
export interface SealedContent {
  id: string
  postedOn: string
  documentOn: string | null
  kind: string
  memo: string
  sourceType: string
  sourceId: string
  costCentreId: string | null
  reversesId: string | null
  createdBy: string | null
  createdAtText: string
  /** Position, account, amount in decimal digits, day: in the order of positions. */
  postings: [position: number, accountCode: string, amount: string, postedOn: string][]
}

/** How new entries are put into bytes; earlier versions stay readable. */
export const SEAL_VERSION = 1

/**
 * The bytes of an entry that are hashed: UTF-8 of a JSON array without blanks, in this order and no
 * other. A program in any language can make them again; see docs/decisions/021-ledger.md.
 */
function canonicalBytes(entry: SealedContent, version: number): Buffer {
  assert(version === 1, `bytes of version ${version} are known`)
  return Buffer.from(
    JSON.stringify([
      version,
      entry.id,
      entry.postedOn,
      entry.documentOn,
      entry.kind,
      entry.memo,
      entry.sourceType,
      entry.sourceId,
      entry.costCentreId,
      entry.reversesId,
      entry.createdBy,
      entry.createdAtText,
      entry.postings,
    ]),
    'utf8',
  )
}

/** What stands before the first seal: the tenant's own, so that no chain fits another's books. */
export const genesisOf = (tenantId: string): Buffer =>
  createHash('sha256').update(`tillage.books.${tenantId}`, 'utf8').digest()

/** SHA-256 over the hash before and the entry's bytes. */
export const sealOf = (before: Buffer, entry: SealedContent, version: number): Buffer =>
  createHash('sha256').update(before).update(canonicalBytes(entry, version)).digest()
