import type { TillProduct } from './shared-till.ts'

/** Where a till stands with its snapshot: what it says when it asks what has changed. */
export interface SnapshotMarks {
  /** The moment up to which goods are in it, by the database's clock: milliseconds, in digits. */
  cursor: string
  /** A short hash of each of the other parts, by name. */
  hashes: Record<string, string>
}

/**
 * The answer of `GET /api/till/snapshot?since=<cursor>&parts=<hashes>`: what a till does not have
 * yet. Saying something twice is harmless, and happens.
 */
export interface SnapshotChanges {
  marks: SnapshotMarks
  /** The parts whose hash is another now, whole. */
  parts: Record<string, unknown>
  /** New and changed goods. */
  products: TillProduct[]
  /** Goods that are not sold any more. */
  removedIds: string[]
  /** Goods of which only the stock changed: id and what is left, in thousandths. */
  stock: [id: string, stockMilli: number][]
  /** How many goods there are in all: whoever comes to another number asks for everything. */
  productCount: number
}
