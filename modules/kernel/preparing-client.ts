import pg from 'pg'

/** A statement is prepared when a connection hears it for this many times. */
const PREPARE_AT = 3
/** So many statements a connection keeps; texts that vary with every call must not fill a server. */
const MOST_PREPARED = 300
const MOST_COUNTED = 2000

type Send = (...args: unknown[]) => Promise<unknown>

interface Corkable {
  cork(): void
  uncork(): void
}

/** The socket below a client; `pg`'s typings leave it out. */
function socketOf(client: pg.Client): Corkable | undefined {
  const connection: unknown = Reflect.get(client, 'connection')
  if (typeof connection !== 'object' || connection === null) return undefined
  const stream: unknown = Reflect.get(connection, 'stream')
  return isCorkable(stream) ? stream : undefined
}

const isCorkable = (stream: unknown): stream is Corkable =>
  typeof stream === 'object' && stream !== null && 'cork' in stream && 'uncork' in stream

/**
 * A connection for many short transactions. It prepares the statements it hears again and again, so
 * that PostgreSQL parses and plans them once; it writes what is started in one turn of the event
 * loop to the socket at once; and it does not wait for the answer to BEGIN. On the way of a sale the
 * three together halve the time (docs/decisions/010-pipelined-writes.md).
 *
 * Prepared statements need a server connection of one's own, or PgBouncer 1.21 and newer.
 */
export class PreparingClient extends pg.Client {
  private readonly heard = new Map<string, number>()
  private readonly names = new Map<string, string>()
  private isHolding = false

  constructor(config?: string | pg.ClientConfig) {
    super(config)
    const send: Send = this.query.bind(this)
    // Kysely calls `query(text, values)` and no other form; the rest passes as it is.
    const query: Send = (text, values, ...rest) => {
      this.holdWrites()
      if (text === 'begin') return this.begin(send)
      const name = typeof text === 'string' && Array.isArray(values) ? this.nameOf(text) : undefined
      return name === undefined
        ? send(text, values, ...rest)
        : send({ name, text, values }, ...rest)
    }
    Object.defineProperty(this, 'query', { value: query })
  }

  /** A BEGIN that fails does so because the connection broke, and then so does all behind it. */
  private begin(send: Send): Promise<unknown> {
    send('begin').catch(() => undefined)
    return Promise.resolve({ command: 'BEGIN', rowCount: null, rows: [] })
  }

  /** Gathers what is written until the event loop turns: one system call instead of one a statement. */
  private holdWrites(): void {
    const socket = this.isHolding ? undefined : socketOf(this)
    if (!socket) return
    this.isHolding = true
    socket.cork()
    setImmediate(() => {
      this.isHolding = false
      socket.uncork()
    })
  }

  private nameOf(text: string): string | undefined {
    const known = this.names.get(text)
    if (known || this.names.size >= MOST_PREPARED) return known
    const times = (this.heard.get(text) ?? 0) + 1
    if (times < PREPARE_AT) {
      if (this.heard.size < MOST_COUNTED) this.heard.set(text, times)
      return undefined
    }
    this.heard.delete(text)
    const name = `p${this.names.size}`
    this.names.set(text, name)
    return name
  }
}
