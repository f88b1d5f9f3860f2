import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { type DecodedPrint, decodeEscPos } from './decode-escpos.ts'

/** What came over one connection, decoded. */
export type PrintedJob = DecodedPrint & { bytes: Buffer }

export type VirtualPrinter = {
  /** The port it listens at; the one asked for, or a free one for 0. */
  port: number
  /** The oldest job not asked for yet, as soon as there is one. */
  nextJob: () => Promise<PrintedJob>
  close: () => Promise<void>
}

/** More than any receipt: 60 metres of paper. Beyond it somebody sends something else. */
const MAX_BYTES = 32 * 1024 * 1024

/**
 * A printer without paper, for development and tests: listens like a network printer (port 9100)
 * and decodes what it is sent.
 * @param onJob is called for each connection that ends; without it jobs wait for `nextJob`.
 */
export async function startVirtualPrinter(options: {
  port: number
  onJob?: (job: PrintedJob) => void
}): Promise<VirtualPrinter> {
  const finished: PrintedJob[] = []
  const waiting: ((job: PrintedJob) => void)[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    receive(socket, (job) => {
      if (options.onJob) return options.onJob(job)
      const next = waiting.shift()
      if (next) next(job)
      else finished.push(job)
    })
  })
  const port = await listen(server, options.port)
  return {
    port,
    nextJob: async () => finished.shift() ?? new Promise((resolve) => waiting.push(resolve)),
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function receive(socket: Socket, done: (job: PrintedJob) => void) {
  const chunks: Buffer[] = []
  let size = 0
  socket.on('error', () => undefined)
  socket.on('data', (chunk) => {
    size += chunk.length
    if (size > MAX_BYTES) socket.destroy()
    else chunks.push(chunk)
  })
  socket.on('end', () => {
    const bytes = Buffer.concat(chunks)
    if (bytes.length > 0) done({ bytes, ...decodeEscPos(bytes) })
  })
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address: AddressInfo | string | null = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}
