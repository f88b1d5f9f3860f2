import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** An authenticator as a phone has one (WebAuthn Level 3, §6): one key pair, ES256, without attestation. */
export class MadePasskey {
  readonly id = randomBytes(20)
  /** How often it has signed. */
  count = 0
  private readonly publicKey: KeyObject
  private readonly privateKey: KeyObject
  private readonly origin: string
  private userHandle = ''

  constructor(origin: string) {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    this.publicKey = publicKey
    this.privateKey = privateKey
    this.origin = origin
  }

  /** What a browser sends of a passkey that was just made. */
  make(options: { challenge: string; user: { id: string } }) {
    this.userHandle = options.user.id
    const length = Buffer.from([this.id.length >> 8, this.id.length & 0xff])
    // The flags say: somebody was there, they showed who they are, and a key follows.
    const authData = Buffer.concat([
      this.head(0x45),
      Buffer.alloc(16),
      length,
      this.id,
      this.coseKey(),
    ])
    const attestationObject = Buffer.concat([
      Buffer.from([0xa3]),
      cborText('fmt'),
      cborText('none'),
      cborText('attStmt'),
      Buffer.from([0xa0]),
      cborText('authData'),
      Buffer.from([0x58, authData.length]),
      authData,
    ])
    return this.envelope({
      clientDataJSON: this.clientData('webauthn.create', options.challenge).toString('base64url'),
      attestationObject: attestationObject.toString('base64url'),
    })
  }

  /** What a browser sends of a passkey that signed. */
  sign({ challenge }: { challenge: string }) {
    this.count += 1
    const clientData = this.clientData('webauthn.get', challenge)
    const authenticatorData = this.head(0x05)
    const hash = createHash('sha256').update(clientData).digest()
    const signed = Buffer.concat([authenticatorData, hash])
    return this.envelope({
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: authenticatorData.toString('base64url'),
      signature: sign('sha256', signed, this.privateKey).toString('base64url'),
      userHandle: this.userHandle,
    })
  }

  private envelope<Response>(response: Response) {
    const id = this.id.toString('base64url')
    return { id, rawId: id, type: 'public-key' as const, response }
  }

  private clientData(type: string, challenge: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: this.origin, crossOrigin: false }))
  }

  private head(flags: number): Buffer {
    const { hostname } = new URL(this.origin)
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(this.count)
    return Buffer.concat([
      createHash('sha256').update(hostname).digest(),
      Buffer.from([flags]),
      counter,
    ])
  }

  /** RFC 9053: an EC2 key on P-256. */
  private coseKey(): Buffer {
    const { x = '', y = '' } = this.publicKey.export({ format: 'jwk' })
    const [head, beforeX, beforeY] = ['a5010203262001', '215820', '225820'].map((hex) =>
      Buffer.from(hex, 'hex'),
    )
    const parts = [head, beforeX, Buffer.from(x, 'base64url'), beforeY, Buffer.from(y, 'base64url')]
    return Buffer.concat(parts.flatMap((part) => part ?? []))
  }
}

const cborText = (text: string): Buffer =>
  Buffer.concat([Buffer.from([0x60 + text.length]), Buffer.from(text)])
