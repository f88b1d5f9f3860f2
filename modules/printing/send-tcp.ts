import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import { hostNotAllowed, interrupted, lanPrintingOff, unreachable } from './errors.ts'
import { NotTaken, type TcpAddress, writeTcp } from './write-tcp.ts'

export type TcpTarget = TcpAddress & {
  /**
   * Networks (`192.168.1.0/24`) and names or addresses that this server may reach. A tenant types
   * the printer's address, so without this list any tenant could make the server knock anywhere.
   */
  allowHosts: readonly string[]
}

/**
 * Sends bytes to a printer in the shop's network, if whoever runs this server allows it.
 *
 * @throws printing.lan_printing_off, printing.host_not_allowed; printing.unreachable when nothing
 *   was sent; printing.interrupted when some of it may have been printed.
 */
export async function sendTcp(bytes: Buffer, target: TcpTarget): Promise<void> {
  const address = await allowedAddress(target)
  try {
    await writeTcp(bytes, { ...target, host: address })
  } catch (error) {
    if (!(error instanceof NotTaken)) throw error
    throw (error.hasBegun ? interrupted : unreachable)(target.host, target.port)
  }
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
