import { type Actor, inTenant, type Tx } from '#modules/kernel/db.ts'

/** A reader that takes nothing for this long has gone; its transaction would keep a connection. */
const PATIENCE_MS = 30_000

/**
 * A file that is written while it is sent, out of one transaction, so that its size needs no memory.
 * What goes wrong on the way breaks the connection: half a file is never taken for a whole one.
 */
export function streamFile(
  actor: Actor,
  file: { name: string; type: string },
  pieces: (tx: Tx) => AsyncGenerator<string>,
): Response {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const writer = writable.getWriter()
  const encoder = new TextEncoder()
  inTenant(actor, 'read only', async (tx) => {
    for await (const piece of pieces(tx)) {
      await orGone(writer.ready)
      await orGone(writer.write(encoder.encode(piece)))
    }
  }).then(
    () => writer.close().catch(() => undefined),
    (error: unknown) => writer.abort(error).catch(() => undefined),
  )
  return new Response(readable, {
    headers: {
      'Content-Type': file.type,
      'Content-Disposition': `attachment; filename="${file.name}"`,
      'Cache-Control': 'no-store',
    },
  })
}

async function orGone(step: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const gone = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('nobody reads this file any more')), PATIENCE_MS)
  })
  try {
    await Promise.race([step, gone])
  } finally {
    clearTimeout(timer)
  }
}
