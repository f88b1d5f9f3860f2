import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { tills } from '#modules/pos/index.ts'
import { DEVICE_HEADERS, signedText } from '#modules/pos/shared.ts'

/** A device with a key of its own, that signs as a till's browser does. */
export class MadeDevice {
  readonly tillId: string
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  readonly publicKey = this.keys.publicKey
    .export({ format: 'der', type: 'spki' })
    .toString('base64')

  constructor(tillId: string) {
    this.tillId = tillId
  }

  /** A request as the server reads it. */
  sign(
    asked: { method?: string; pathAndQuery?: string; body?: string | Buffer },
    more: { at?: Date; nonce?: string } = {},
  ): tills.SignedRequest {
    const { method = 'GET', pathAndQuery = '/api/till/snapshot', body = '' } = asked
    const time = (more.at ?? new Date()).toISOString()
    const nonce = more.nonce ?? randomBytes(16).toString('base64')
    const bodySha256 = createHash('sha256').update(body).digest('hex')
    const text = signedText({ method, pathAndQuery, bodySha256, time, nonce })
    const signature = sign('sha256', Buffer.from(text), {
      key: this.keys.privateKey,
      dsaEncoding: 'ieee-p1363',
    }).toString('base64')
    const { tillId } = this
    return { tillId, time, nonce, signature, method, pathAndQuery, body: Buffer.from(body) }
  }

  /** The same as headers, for requests over HTTP. */
  headers(asked: Parameters<MadeDevice['sign']>[0]): Record<string, string> {
    const { tillId, time, nonce, signature } = this.sign(asked)
    return {
      [DEVICE_HEADERS.till]: tillId,
      [DEVICE_HEADERS.time]: time,
      [DEVICE_HEADERS.nonce]: nonce,
      [DEVICE_HEADERS.signature]: signature,
    }
  }
}
