import { lookup } from 'node:dns/promises'
import { connect, isIP, type Socket } from 'node:net'
import ipaddr from 'ipaddr.js'
import { hostNotAllowed, interrupted, lanPrintingOff, unreachable } from './errors.ts'

export type TcpTarget = {
  host: string
  port: number
  /**
   * Networks (`192.168.1.0/24`) and names or addresses that this server may reach. A tenant types
   * the printer's address, so without this list any tenant could make the server knock anywhere.
   */
  allowHosts: readonly string[]
  connectTimeoutMs?: number
  /** How long the printer may take none of the bytes, e.g. while its paper is out. */
  idleTimeoutMs?: number
}

/**
 * Writes bytes to a printer's raw port (9100) and ends when the printer has taken them all and the
 * connection is closed. That is "sent": such a printer never says that it has printed.
 *
 * @throws printing.lan_printing_off, printing.host_not_allowed; printing.unreachable when nothing
 *   was sent; printing.interrupted when some of it may have been printed.
 */
export async function sendTcp(bytes: Buffer, target: TcpTarget): Promise<void> {
  const address = await allowedAddress(target)
  const socket = await open(address, target)
  await deliver(socket, bytes, target)
}

/** Resolves the name once; the address that was checked is the address that is called. */
async function allowedAddress({ host, port, allowHosts }: TcpTarget): Promise<string> {
  if (allowHosts.length === 0) throw lanPrintingOff()
  const found = await lookup(host).catch(() => undefined)
  const isListedName = allowHosts.some((allowed) => allowed.toLowerCase() === host.toLowerCase())
  if (!found) {
    // Whether a name exists in this network is told only for names that may be called.
    throw isListedName ? unreachable(host, port) : hostNotAllowed(host)
  }
  const isListedAddress = allowHosts.some((allowed) => covers(allowed, found.address))
  if (!isListedAddress && !isListedName) throw hostNotAllowed(host)
  return found.address
}

function covers(allowed: string, address: string): boolean {
  const parsed = ipaddr.process(address)
  if (ipaddr.isValidCIDR(allowed)) {
    const [network, bits] = ipaddr.parseCIDR(allowed)
    return network.kind() === parsed.kind() && parsed.match(network, bits)
  }
  return isIP(allowed) !== 0 && ipaddr.process(allowed).toString() === parsed.toString()
}

function open(address: string, target: TcpTarget): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port: target.port })
    const refuse = () => {
      socket.destroy()
      reject(unreachable(target.host, target.port))
    }
    socket.setTimeout(target.connectTimeoutMs ?? 5_000, refuse)
    socket.once('error', refuse)
    socket.once('connect', () => {
      socket.removeAllListeners('error').removeAllListeners('timeout')
      resolve(socket)
    })
  })
}

function deliver(socket: Socket, bytes: Buffer, target: TcpTarget): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = () => {
      socket.destroy()
      reject(interrupted(target.host, target.port))
    }
    socket.setTimeout(target.idleTimeoutMs ?? 10_000, refuse)
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
