import { RESET_PRINTER } from '#modules/printing/shared.ts'

/** A way to a printer that is chosen already. */
export interface Transport {
  /** It takes at most so many bytes at a time. */
  readonly pieceBytes: number
  /**
   * Without asking anybody, unless `isPressed`: then a person has just pressed something, and the
   * browser may ask them.
   *
   * @throws when the printer can't be reached.
   */
  open(isPressed: boolean): Promise<void>
  /** @throws when not every byte was taken. */
  write(piece: Uint8Array<ArrayBuffer>): Promise<void>
  close(): Promise<void>
}

/**
 * What is known of a paper after it was sent. `failed`: not a drop of ink. `unknown`: some of it may
 * have come out. `error` is a key of the errors.
 */
export type Delivery =
  | { status: 'sent' }
  | { status: 'failed'; error: 'printing.till_unreachable' | 'printing.cannot_draw' }
  | { status: 'unknown'; error: 'printing.interrupted' }

/** A printer without paper takes nothing more and does not say so. */
const STUCK_MS = 20_000
/** A person may be reading the question of their browser. */
const ASKED_MS = 120_000

/**
 * Sends a paper piece by piece. The reset at its head goes alone: it prints nothing, so a printer
 * that does not take it has printed nothing; after it nobody can tell.
 */
export async function sendBytes(
  transport: Transport,
  bytes: Uint8Array<ArrayBuffer>,
  options: { isPressed: boolean; stuckMs?: number },
): Promise<Delivery> {
  // A printer that was off in between has to be opened anew, which its first write shows.
  // Whoever was just asked is not asked twice.
  for (let tries = options.isPressed ? 1 : 0; tries < 2; tries += 1) {
    const began = await attempt(transport, bytes, options)
    if (began === undefined) return { status: 'sent' }
    if (began) return { status: 'unknown', error: 'printing.interrupted' }
  }
  return { status: 'failed', error: 'printing.till_unreachable' }
}

/** @returns undefined when everything was taken, else whether a part of it was. */
async function attempt(
  transport: Transport,
  bytes: Uint8Array<ArrayBuffer>,
  { isPressed, stuckMs = STUCK_MS }: { isPressed: boolean; stuckMs?: number },
): Promise<boolean | undefined> {
  let began = false
  try {
    await inTime(transport.open(isPressed), isPressed ? ASKED_MS : stuckMs)
    for (const piece of piecesOf(bytes, transport.pieceBytes)) {
      await inTime(transport.write(piece), stuckMs)
      began = true
    }
    return undefined
  } catch {
    // The next paper begins with a fresh connection.
    await inTime(transport.close(), stuckMs).catch(() => undefined)
    return began
  }
}

function* piecesOf(bytes: Uint8Array<ArrayBuffer>, pieceBytes: number) {
  if (bytes.length <= pieceBytes && pieceBytes === Number.POSITIVE_INFINITY) {
    yield bytes
    return
  }
  yield bytes.subarray(0, RESET_PRINTER.length)
  for (let at = RESET_PRINTER.length; at < bytes.length; at += pieceBytes) {
    yield bytes.subarray(at, at + pieceBytes)
  }
}

function inTime<Result>(work: Promise<Result>, ms: number): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The printer takes nothing more')), ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
