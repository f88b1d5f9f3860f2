import type { Sent } from '#app/offline/sync.ts'
import { withCashier } from '#app/till/cashier.ts'
import { newId } from '#modules/kernel/shared.ts'
import type {
  PairedTill,
  TillEventBatch,
  TillEventReply,
  TillSnapshot,
} from '#modules/pos/shared.ts'
import { MadeDevice } from '#test/make-device.ts'
import type { ShopUnderTest } from './server-under-test.ts'

/** A device's line to the real server. */
export interface ReplayClient {
  till: PairedTill
  snapshot: TillSnapshot
  send(batch: TillEventBatch): Promise<Sent>
}

const TIMEOUT_MS = 20_000

/** Makes a new till of a shop, and fetches what it needs to sell. */
export async function joinShop(serverUrl: string, shop: ShopUnderTest): Promise<ReplayClient> {
  const device = new MadeDevice(newId())
  const ask = (address: string, headers: Record<string, string>, body?: string) =>
    fetch(`${serverUrl}${address}`, {
      ...(body !== undefined && { method: 'POST', body }),
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        origin: serverUrl,
        ...headers,
      },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
  const askSigned = (pathAndQuery: string, body?: string) => {
    const method = body === undefined ? 'GET' : 'POST'
    return ask(pathAndQuery, device.headers({ method, pathAndQuery, body: body ?? '' }), body)
  }
  const { tillId, publicKey } = device
  const own = JSON.stringify({ tillId, journalId: newId(), publicKey })
  const paired = await ask(`/${shop.slug}/settings/tills/here`, { cookie: shop.cookie }, own)
  const snapshot = await askSigned('/api/till/snapshot')
  if (!paired.ok || !snapshot.ok) {
    throw new Error(`A till could not join: ${paired.status}, ${snapshot.status}`)
  }
  const { value: till } = await paired.json()
  return {
    till,
    snapshot: withCashier(await snapshot.json(), till.pairedById),
    send: async (batch) => {
      try {
        return await asSent(await askSigned('/api/till/events', JSON.stringify(batch)))
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
  if (status === 401) return { kind: 'unpaired' }
  if (status !== 200) return { kind: 'refused', code: String(status) }
  const reply: TillEventReply = await response.json()
  return { kind: 'reply', reply }
}
