import { connect, type Socket } from 'node:net'

export type TcpAddress = {
  host: string
  port: number
  connectTimeoutMs?: number | undefined
  /** How long the printer may take none of the bytes, e.g. while its paper is out. */
  idleTimeoutMs?: number | undefined
}

/** The printer did not take everything. `hasBegun`: some of it may be on paper. */
export class NotTaken extends Error {
  readonly hasBegun: boolean
  constructor(hasBegun: boolean) {
    super(hasBegun ? 'The printer stopped in the middle' : 'The printer does not answer')
    this.hasBegun = hasBegun
  }
}

/**
 * Writes bytes to a printer's raw port (9100) and ends when the printer has taken them all and the
 * connection is closed. That is "sent": such a printer never says that it has printed.
 * It needs nothing but Node, because the agent in the shop uses it too.
 *
 * @throws NotTaken
 */
export async function writeTcp(bytes: Uint8Array, address: TcpAddress): Promise<void> {
  const socket = await open(address)
  await deliver(socket, bytes, address.idleTimeoutMs ?? 10_000)
}

function open({ host, port, connectTimeoutMs }: TcpAddress): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port })
    const refuse = () => {
      socket.destroy()
      reject(new NotTaken(false))
    }
    socket.setTimeout(connectTimeoutMs ?? 5_000, refuse)
    socket.once('error', refuse)
    socket.once('connect', () => {
      socket.removeAllListeners('error').removeAllListeners('timeout')
      resolve(socket)
    })
  })
}

function deliver(socket: Socket, bytes: Uint8Array, idleTimeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = () => {
      socket.destroy()
      reject(new NotTaken(true))
    }
    socket.setTimeout(idleTimeoutMs, refuse)
    socket.once('error', refuse)
    // The printer closes its side when it has read to the end; before that, bytes may still lie in
    // a buffer on the way, and after a reset nobody knows how many came out on paper.
    socket.once('close', (hadError) =>
      hadError || socket.bytesWritten < bytes.length ? refuse() : resolve(),
    )
    // A printer may send status bytes; unread they would keep the connection from closing.
    socket.resume()
    socket.end(bytes)
  })
}
