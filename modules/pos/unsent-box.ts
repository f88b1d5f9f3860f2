import { createDecipheriv, createECDH, hkdfSync } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'
import { z } from 'zod'
import type { Tx } from '#modules/kernel/db.ts'
import { BOX_INFO, BOX_IV, POINT_BYTES, TillEvent, type UnsentPayload } from './shared.ts'

const TAG_BYTES = 16
/** Ten thousand sales of a dozen lines, unpacked. */
const MAX_OPENED_BYTES = 40_000_000

const Payload = z.strictObject({
  tillId: z.uuid(),
  journals: z
    .array(z.strictObject({ journalId: z.uuid(), events: z.array(TillEvent).max(20_000) }))
    .max(100),
}) satisfies z.ZodType<UnsentPayload>

async function keyPairOf(tx: Tx) {
  const { seed } = await tx.selectFrom('unsentExportKey').select('seed').executeTakeFirstOrThrow()
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(seed)
  return pair
}

/** The public key that this shop's tills seal unsent sales with: an uncompressed point, base64. */
export async function findExportKey(tx: Tx): Promise<string> {
  return (await keyPairOf(tx)).getPublicKey('base64')
}

/** Opens boxes that were sealed for this shop; `undefined` for each that can't be opened. */
export async function openBoxes(
  tx: Tx,
  boxes: readonly Uint8Array[],
): Promise<(UnsentPayload | undefined)[]> {
  const pair = await keyPairOf(tx)
  return boxes.map((box) => {
    try {
      const point = box.subarray(0, POINT_BYTES)
      const key = hkdfSync('sha256', pair.computeSecret(point), point, BOX_INFO, 32)
      const decipher = createDecipheriv('aes-256-gcm', new Uint8Array(key), BOX_IV)
      decipher.setAuthTag(box.subarray(-TAG_BYTES))
      const opened = Buffer.concat([
        decipher.update(box.subarray(POINT_BYTES, -TAG_BYTES)),
        decipher.final(),
      ])
      const text = inflateRawSync(opened, { maxOutputLength: MAX_OPENED_BYTES }).toString('utf8')
      return Payload.safeParse(JSON.parse(text)).data
    } catch {
      // Another shop's key, a letter that was misread, a file that was cut: it can't be told which.
      return undefined
    }
  })
}
