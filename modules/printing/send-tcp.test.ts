import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { sendTcp } from './send-tcp.ts'

const BYTES = Buffer.alloc(24_000, 'x')
const LOCAL = ['127.0.0.0/8']
const open: Server[] = []
afterEach(() => {
  for (const server of open.splice(0)) server.close()
})

/** A printer that treats its connections as told; answers its port. */
async function printer(onConnection: (socket: Socket) => void): Promise<number> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => undefined)
    onConnection(socket)
  })
  open.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

test('ends when the printer has read everything', async () => {
  let size = 0
  const port = await printer((socket) => {
    socket.on('data', (chunk) => {
      size += chunk.length
    })
    socket.on('end', () => socket.end())
  })
  await sendTcp(BYTES, { host: '127.0.0.1', port, allowHosts: LOCAL })
  expect(size).toBe(BYTES.length)
})

test('a printer that is off is unreachable: nothing was sent', async () => {
  const port = await printer(() => undefined)
  await new Promise((resolve) => open.pop()?.close(resolve))
  await expect(
    sendTcp(BYTES, { host: '127.0.0.1', port, allowHosts: LOCAL }),
  ).rejects.toMatchObject({ code: 'printing.unreachable', data: { port } })
})

test('an address where nobody answers is unreachable in time', async () => {
  // 192.0.2.0/24 is kept for documentation (RFC 5737): nothing answers there.
  const target = { host: '192.0.2.1', port: 9100, allowHosts: ['192.0.2.0/24'] }
  await expect(sendTcp(BYTES, { ...target, connectTimeoutMs: 100 })).rejects.toMatchObject({
    code: 'printing.unreachable',
  })
})

test('a printer that stops reading leaves it open what came out', async () => {
  const port = await printer((socket) => socket.pause())
  const target = { host: '127.0.0.1', port, allowHosts: LOCAL, idleTimeoutMs: 100 }
  await expect(sendTcp(BYTES, target)).rejects.toMatchObject({ code: 'printing.interrupted' })
})

test('a printer that cuts the line leaves it open what came out', async () => {
  const port = await printer((socket) => socket.once('data', () => socket.resetAndDestroy()))
  const target = { host: '127.0.0.1', port, allowHosts: LOCAL }
  await expect(sendTcp(BYTES, target)).rejects.toMatchObject({ code: 'printing.interrupted' })
})

test.each([
  ['no list', '127.0.0.1', [], 'printing.lan_printing_off'],
  ['another network', '127.0.0.1', ['192.168.0.0/16', '10.0.0.5'], 'printing.host_not_allowed'],
  ['the cloud’s own data', '169.254.169.254', ['192.168.0.0/16'], 'printing.host_not_allowed'],
  ['a name of this machine', 'localhost', ['10.0.0.0/8'], 'printing.host_not_allowed'],
  ['IPv4 dressed as IPv6', '::ffff:127.0.0.1', ['10.0.0.0/8'], 'printing.host_not_allowed'],
  ['a number that means 127.0.0.1', '2130706433', ['10.0.0.0/8'], 'printing.host_not_allowed'],
  ['a name nobody knows', 'no-such-printer.invalid', LOCAL, 'printing.host_not_allowed'],
])('%s is refused, and nobody is called', async (_case, host, allowHosts, code) => {
  let calls = 0
  const port = await printer(() => {
    calls += 1
  })
  await expect(sendTcp(BYTES, { host, port, allowHosts })).rejects.toMatchObject({ code })
  expect(calls).toBe(0)
})

test.each([
  ['a network', ['127.0.0.0/8']],
  ['an address', ['127.0.0.1']],
  ['an entry among others that fit another kind', ['fd00::/8', '127.0.0.1/32']],
])('%s on the list lets its printer be called', async (_case, allowHosts) => {
  const port = await printer((socket) => socket.on('end', () => socket.end()).resume())
  await sendTcp(BYTES, { host: '127.0.0.1', port, allowHosts })
})
