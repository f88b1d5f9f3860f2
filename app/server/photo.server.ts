/**
 * A photograph of a person. Caches keep no copy: a device keeps it by itself while it may, and lets go
 * of it when it is taken off.
 */
export const answerPhoto = (bytes: Buffer): Response =>
  new Response(new Uint8Array(bytes), {
    headers: { 'Content-Type': 'image/jpeg', 'Cache-Control': 'private, no-store' },
  })
