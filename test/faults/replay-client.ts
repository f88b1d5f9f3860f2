import type { Sent } from '#app/offline/sync.ts'
import { withCashier } from '#app/till/cashier.ts'
import { makeKeys } from '#app/till/device-keys.ts'
import { fetchSnapshot, pairHere, sendEvents } from '#app/till/till-api.ts'
import { newId } from '#modules/kernel/shared.ts'
import type { PairedTill, TillEventBatch, TillSnapshot } from '#modules/pos/shared.ts'
import type { ShopUnderTest } from './server-under-test.ts'

/** A device's line to the real server. */
export interface ReplayClient {
  till: PairedTill
  snapshot: TillSnapshot
  send(batch: TillEventBatch): Promise<Sent>
}

/**
 * Lets the till's own client run outside a page: addresses are the server's, and whoever manages a
 * shop is signed in on that shop's pages. What a till sends bears its signature and no cookie.
 */
export function standInForBrowser(serverUrl: string, shops: readonly ShopUnderTest[]): void {
  const plainFetch = globalThis.fetch
  globalThis.fetch = (address, init) => {
    if (typeof address !== 'string' || !address.startsWith('/')) return plainFetch(address, init)
    const headers = new Headers(init?.headers)
    headers.set('origin', serverUrl)
    const shop = shops.find(({ slug }) => address.startsWith(`/${slug}/`))
    if (shop) headers.set('cookie', shop.cookie)
    return plainFetch(`${serverUrl}${address}`, { ...init, headers })
  }
}

/**
 * Makes a new till of a shop, with a key of its own, and fetches what it needs to sell. Pairing,
 * signing, packing and reading of answers are the app's. `standInForBrowser` has to come first.
 */
export async function joinShop(shop: ShopUnderTest): Promise<ReplayClient> {
  const signer = { tillId: newId(), keys: await makeKeys() }
  const paired = await pairHere(shop.slug, signer, { journalId: newId() })
  if (paired.kind !== 'ok') throw new Error(`A till could not be paired: ${paired.kind}`)
  const snapshot = await fetchSnapshot(signer, undefined)
  if (snapshot.kind !== 'ok') throw new Error(`A till could not join: ${snapshot.kind}`)
  const till = paired.value
  return {
    till,
    snapshot: withCashier(snapshot.value, till.pairedById ?? undefined),
    send: (batch) => sendEvents(signer, batch),
  }
}
