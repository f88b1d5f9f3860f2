import type { Sent } from '#app/offline/sync.ts'
import { newId } from '#modules/kernel/shared.ts'
import type {
  RegisteredTill,
  TillEventBatch,
  TillEventReply,
  TillSnapshot,
} from '#modules/pos/shared.ts'
import type { ShopUnderTest } from './server-under-test.ts'

/** A device's line to the real server. */
export interface ReplayClient {
  till: RegisteredTill
  snapshot: TillSnapshot
  send(batch: TillEventBatch): Promise<Sent>
}

const TIMEOUT_MS = 20_000

/** Makes a new till of a shop, and fetches what it needs to sell. */
export async function joinShop(serverUrl: string, shop: ShopUnderTest): Promise<ReplayClient> {
  const ask = (address: string, body?: unknown) =>
    fetch(`${serverUrl}${address}?shop=${shop.slug}`, {
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        origin: serverUrl,
        cookie: shop.cookie,
      },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
  const registered = await ask('/api/till/register', { tillId: newId(), journalId: newId() })
  const snapshot = await ask('/api/till/snapshot')
  if (!registered.ok || !snapshot.ok) {
    throw new Error(`A till could not join: ${registered.status}, ${snapshot.status}`)
  }
  return {
    till: await registered.json(),
    snapshot: await snapshot.json(),
    send: async (batch) => {
      try {
        return await asSent(await ask('/api/till/events', batch))
      } catch {
        return { kind: 'unreachable' }
      }
    },
  }
}

/** What an answer says about the batch, as the till's own client reads it. */
async function asSent(response: Response): Promise<Sent> {
  const { status } = response
  if (status >= 500 || status === 408 || status === 429) return { kind: 'unreachable' }
  if (status === 413) return { kind: 'too_large' }
  if (status === 401) return { kind: 'signed_out' }
  if (status !== 200) return { kind: 'refused', code: String(status) }
  const reply: TillEventReply = await response.json()
  return { kind: 'reply', reply }
}
