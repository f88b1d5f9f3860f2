import type { Tx } from '#modules/kernel/db.ts'
import { voices } from '#modules/learning/index.ts'

/**
 * The sound of a recording.
 *
 * @throws learning.unknown_voice
 */
export async function answerVoice(
  tx: Tx,
  voice: { id: string; hash?: string },
  caching: string,
): Promise<Response> {
  const { bytes, mime } = await voices.getVoice(tx, voice)
  return new Response(new Uint8Array(bytes), {
    headers: { 'Content-Type': mime, 'Cache-Control': caching },
  })
}
