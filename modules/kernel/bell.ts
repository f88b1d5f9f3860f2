import pg from 'pg'
import { listenerUrl, whenClosing } from './db.ts'

/** What PostgreSQL rings (NOTIFY); each has one listening connection in a process. */
export type Bell = 'print_waiting'

type Waiter = { wants(payload: string): boolean; wake(): void }
interface Listening {
  client: Promise<pg.Client>
  waiters: Set<Waiter>
}
// Shared between the server bundle and the program around it, as the pool is.
const shared: { tillageBells?: Map<Bell, Listening> } = globalThis as never

/**
 * Waits until a bell rings with a payload that is wanted, or until the time is over. The ring may
 * come before the row can be read by nobody else, never after; who is woken looks for itself, and
 * nobody relies on being woken: a connection that broke rings nothing.
 *
 * @returns true when it rang.
 */
export async function waitForBell(
  bell: Bell,
  wants: (payload: string) => boolean,
  options: { ms: number; signal?: AbortSignal | undefined },
): Promise<boolean> {
  const listening = listen(bell)
  return new Promise((resolve) => {
    const end = (hasRung: boolean) => {
      clearTimeout(timer)
      options.signal?.removeEventListener('abort', stop)
      listening.waiters.delete(waiter)
      resolve(hasRung)
    }
    const stop = () => end(false)
    const waiter: Waiter = { wants, wake: () => end(true) }
    const timer = setTimeout(stop, options.ms)
    options.signal?.addEventListener('abort', stop)
    listening.waiters.add(waiter)
  })
}

/** Makes sure that somebody listens, so that what is rung from now on is heard. */
export async function hearBell(bell: Bell): Promise<void> {
  await listen(bell).client.catch(() => undefined)
}

function listen(bell: Bell): Listening {
  shared.tillageBells ??= new Map()
  const bells = shared.tillageBells
  const known = bells.get(bell)
  if (known) return known
  const waiters = new Set<Waiter>()
  const forget = () => {
    if (bells.get(bell) === made) bells.delete(bell)
    // Whoever waits looks again by itself, and listens anew.
    for (const waiter of waiters) waiter.wake()
  }
  const made: Listening = { waiters, client: open(bell, waiters, forget) }
  made.client.catch(forget)
  bells.set(bell, made)
  whenClosing(async () => {
    bells.delete(bell)
    const client = await made.client.catch(() => undefined)
    await client?.end().catch(() => undefined)
  })
  return made
}

async function open(bell: Bell, waiters: Set<Waiter>, forget: () => void): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: listenerUrl(),
    application_name: 'tillage-bell',
  })
  client.on('error', forget)
  client.on('end', forget)
  client.on('notification', ({ payload = '' }) => {
    for (const waiter of [...waiters]) if (waiter.wants(payload)) waiter.wake()
  })
  await client.connect()
  await client.query(`listen ${bell}`)
  return client
}
