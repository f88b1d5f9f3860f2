/** What a photograph on a tile weighs at most, on its way and when it is kept. */
export const MAX_PHOTO_BYTES = 30_000
/** Its edges in pixels: sharp on a tile of a tablet. */
export const PHOTO_EDGE = 256

/** A photograph on somebody's tile, as devices fetch it: `/api/learn/photos/<id>.<hash>`. */
export interface LearnPhoto {
  id: string
  /** SHA-256 of it, hex. */
  hash: string
}
