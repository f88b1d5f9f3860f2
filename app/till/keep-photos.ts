import type { ShopSnapshot } from '#modules/pos/shared.ts'
import type { Signer } from './device-keys.ts'
import { pictureOf } from './picture.ts'
import { fetchPhoto } from './till-api.ts'

/** The cache that the service worker answers photographs from. */
const CACHE = 'till-photos'
/** More photographs than this are not kept on a device. */
const MOST = 600

/**
 * Brings the shop's photographs to this device, one after the other, in its own name: an image on a
 * page can't sign for itself. The service worker waits for them and then has them without a network.
 */
export async function keepPhotos(signer: Signer, snapshot: ShopSnapshot): Promise<void> {
  if (!('caches' in globalThis)) return
  const cache = await caches.open(CACHE)
  const photographed = snapshot.products.filter((product) => product.pictureId !== null)
  for (const product of photographed.slice(0, MOST)) {
    const address = pictureOf(product, snapshot.tenant.slug)
    if (!product.pictureId || (await cache.match(address))) continue
    const photo = await fetchPhoto(signer, product.pictureId)
    // Without a network none of the others will come either.
    if (!photo) return
    if (photo.ok) await cache.put(address, photo)
  }
}
