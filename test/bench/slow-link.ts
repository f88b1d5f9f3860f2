import { connect, createServer, type Socket } from 'node:net'

export interface Link {
  url: string
  /** Slows the link to so many bits per second each way, with this delay each way; or lets it run. */
  slow(speed: { bitsPerSecond: number; delayMs: number } | undefined): void
  /** Cuts it: what is connected ends, and nobody answers any more. */
  cut(): void
  mend(): Promise<void>
  close(): void
}

/**
 * A wire between a browser and a server: below HTTP and TLS, so that whatever part of a browser asks,
 * its bytes wait their turn. All connections share it.
 */
export async function openLink(targetPort: number): Promise<Link> {
  const open = new Set<Socket>()
  let speed: { bitsPerSecond: number; delayMs: number } | undefined
  const freeAt = { up: 0, down: 0 }
  const carry = (from: Socket, to: Socket, way: 'up' | 'down') => {
    let lastAt = 0
    const later = (work: () => void, bytes: number) => {
      const now = performance.now()
      if (speed) {
        freeAt[way] = Math.max(now, freeAt[way]) + (bytes * 8_000) / speed.bitsPerSecond
        lastAt = Math.max(lastAt, freeAt[way] + speed.delayMs)
      }
      if (lastAt <= now) work()
      else setTimeout(work, lastAt - now)
    }
    from.on('data', (chunk: Buffer) => later(() => to.writable && to.write(chunk), chunk.length))
    from.on('end', () => later(() => to.end(), 0))
    from.on('error', () => to.destroy())
    from.on('close', () => {
      open.delete(from)
      later(() => to.destroy(), 0)
    })
  }
  const accept = (client: Socket) => {
    const server = connect(targetPort, '127.0.0.1')
    for (const socket of [client, server]) open.add(socket)
    carry(client, server, 'up')
    carry(server, client, 'down')
  }
  let door = createServer(accept)
  const listen = (port: number) =>
    new Promise<number>((resolve) => {
      door.listen(port, '127.0.0.1', () => {
        const address = door.address()
        resolve(typeof address === 'object' && address ? address.port : 0)
      })
    })
  const port = await listen(0)
  const cut = () => {
    door.close()
    for (const socket of open) socket.destroy()
  }
  return {
    url: `http://localhost:${port}`,
    slow(next) {
      speed = next
    },
    cut,
    async mend() {
      door = createServer(accept)
      await listen(port)
    },
    close: cut,
  }
}
