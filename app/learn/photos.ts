import type { LearnPerson, LearnPhoto } from '#modules/learning/shared.ts'
import { type KeptFilesParts, openKeptFiles } from './kept-files.ts'

/** Photographs on tiles, as they lie on this device. */
export interface Photos {
  /** Whoever may sign in here now: what is new is fetched, and what was taken off is gone. */
  want(people: readonly Pick<LearnPerson, 'photo'>[]): Promise<void>
}

/** Addresses of photographs by their ids. */
export type PhotoAddresses = ReadonlyMap<string, string>

/**
 * Keeps photographs on this device, and shows each as long as it is here.
 *
 * @param onChange also once for what lies here already.
 */
export async function openPhotos(
  parts: Pick<KeptFilesParts, 'token' | 'mayFetch'> & {
    onChange: (addresses: PhotoAddresses) => void
  },
): Promise<Photos> {
  let shown: PhotoAddresses = new Map()
  const files = await openKeptFiles<LearnPhoto>({
    ...parts,
    name: 'photos',
    path: '/api/learn/photos',
    onChange: () => void show().catch(console.error),
  })
  async function show(): Promise<void> {
    const kept = await files.all()
    const next = new Map(
      kept.map(({ id, content }) => [
        id,
        shown.get(id) ?? URL.createObjectURL(new Blob([content], { type: 'image/jpeg' })),
      ]),
    )
    for (const [id, address] of shown) if (!next.has(id)) URL.revokeObjectURL(address)
    shown = next
    parts.onChange(shown)
  }
  await show()
  return {
    want: (people) => files.want(people.flatMap(({ photo }) => photo ?? [])),
  }
}
