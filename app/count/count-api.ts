import {
  ask,
  asSent,
  type Fetched,
  hasTexts,
  isFields,
  isListOf,
  isText,
  read,
} from '#app/offline/answers.ts'
import type { Outgoing, Sent } from '#app/offline/sync.ts'
import { shellVersion } from '#app/shell/shell.ts'
import type { CountSnapshot } from '#modules/inventory/shared.ts'

const signed = (token: string) => ({
  accept: 'application/json',
  'content-type': 'application/json',
  authorization: `Bearer ${token}`,
})

/** The stocktake and its goods. */
export const fetchSnapshot = async (token: string): Promise<Fetched<CountSnapshot>> =>
  read(
    await ask('/api/count/snapshot', { headers: signed(token), cache: 'no-store' }),
    readSnapshot,
  )

/** Sends one batch of the journal, and what this phone's clock says as it does. */
export const sendEvents = async (token: string, batch: Outgoing): Promise<Sent> =>
  asSent(
    await ask('/api/count/events', {
      method: 'POST',
      headers: signed(token),
      body: JSON.stringify({
        ...batch,
        sentAt: new Date().toISOString(),
        shellVersion: shellVersion(),
      }),
    }),
  )

/** A snapshot, just fetched or kept; undefined when it is something else. */
export function readSnapshot(value: unknown): CountSnapshot | undefined {
  return isFields(value) && isSnapshot(value) ? value : undefined
}

const isSnapshot = (
  value: Record<string, unknown>,
): value is Record<string, unknown> & CountSnapshot =>
  isText(value.madeAt) &&
  isFields(value.stocktake) &&
  hasTexts(value.stocktake, ['id', 'name', 'mode', 'shopName']) &&
  isListOf(
    value.goods,
    (each) =>
      hasTexts(each, ['id', 'name', 'unit']) &&
      Array.isArray(each.barcodes) &&
      Array.isArray(each.units) &&
      isFields(each.names),
  ) &&
  Array.isArray(value.barcodeRules) &&
  isListOf(value.counted, (each) => hasTexts(each, ['productId', 'deviceId', 'who']))
