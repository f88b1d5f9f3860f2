import type { CatalogueEntry, CoursePack } from '#modules/learning/shared.ts'
import type { Media } from './media.ts'
import type { PackStore } from './own-device.ts'

/** How a course stands on this device. */
export interface PackState {
  /** What lies here; it may be an older version. */
  keptHash?: string
  /** `waits`: for a network, for Wi-Fi or for its turn. `wrong`: what came was not what was promised. */
  step: 'idle' | 'waits' | 'loads' | 'wrong'
}

export interface Downloads {
  states(): ReadonlyMap<string, PackState>
  /** Hashes of the sounds and films that lie here. */
  media(): ReadonlySet<string>
  /**
   * Courses that should lie here in this version; those that do are left alone.
   *
   * @param isAsked somebody pressed: also what came wrong before.
   */
  want(entries: readonly CatalogueEntry[], isAsked?: boolean): void
  /** Tries again: the network is back, or somebody pressed. */
  wake(): void
  /** Nothing is replaced while a lesson is open. @returns lets it go on. */
  hold(): () => void
  read(key: string): Promise<string | undefined>
  /** Lets go of sounds and films that no course here plays any more, nor one that can be learned. */
  tidy(catalogue: readonly CatalogueEntry[]): Promise<void>
}

export interface DownloadParts {
  store: PackStore
  fetchPack(
    entry: CatalogueEntry,
    isAgain: boolean,
  ): Promise<{ text: string } | 'unreachable' | 'missing'>
  digest(text: string): Promise<string>
  media: Pick<Media, 'kept' | 'bring' | 'keepOnly'>
  /** Whether this network may be used for it. */
  mayFetch(): boolean
  onChange(): void
  /** The server has another version: the catalogue here is old. */
  onMissing(): void
}

export const packKey = ({ courseId, language }: { courseId: string; language: string }): string =>
  `${courseId}.${language}`

/** What is still to come of a course: its text, its sounds and films, as far as they are not here. */
export const bytesToCome = (
  entry: CatalogueEntry,
  pack: PackState | undefined,
  media: ReadonlySet<string>,
): number =>
  (pack?.keptHash === entry.hash ? 0 : entry.bytes) +
  entry.media.reduce((sum, { hash, bytes }) => sum + (media.has(hash) ? 0 : bytes), 0)

/**
 * Brings courses one after the other, the text of each before what it plays; each file is kept when it
 * is whole and what its hash says.
 */
export async function startDownloads(parts: DownloadParts): Promise<Downloads> {
  const { store } = parts
  const kept = await store.list()
  let media = await parts.media.kept()
  const wanted = new Map<string, CatalogueEntry>()
  const wrong = new Map<string, string>()
  let loading: string | undefined
  let states = new Map<string, PackState>()
  let holders = 0

  const tell = () => {
    states = new Map()
    for (const key of new Set([...kept.keys(), ...wanted.keys(), ...wrong.keys()])) {
      const keptHash = kept.get(key)
      const step = stepOf(key)
      states.set(key, { ...(keptHash !== undefined && { keptHash }), step })
    }
    parts.onChange()
  }
  const stepOf = (key: string): PackState['step'] => {
    if (loading === key) return 'loads'
    if (wanted.has(key)) return 'waits'
    return wrong.has(key) ? 'wrong' : 'idle'
  }
  /** @returns whether to go on with the next. */
  const bring = async (entry: CatalogueEntry): Promise<boolean> => {
    const key = packKey(entry)
    if (kept.get(key) !== entry.hash) {
      const found = await fetchChecked(parts, entry)
      if (found === 'unreachable') return false
      // Somebody may have opened a lesson, or the catalogue may have changed, in the meantime.
      if (holders > 0 || wanted.get(key)?.hash !== entry.hash) return holders === 0
      if (typeof found === 'string') return giveUp(entry, found)
      await store.write({ key, hash: entry.hash, text: found.text })
      kept.set(key, entry.hash)
      tell()
    }
    for (const file of entry.media) {
      if (media.has(file.hash)) continue
      if (!parts.mayFetch()) return false
      const found = await parts.media.bring(file)
      if (found === 'unreachable') return false
      if (found !== 'kept') return giveUp(entry, found)
      media = new Set(media).add(file.hash)
      tell()
    }
    if (wanted.get(key)?.hash === entry.hash) wanted.delete(key)
    wrong.delete(key)
    return true
  }
  const giveUp = (entry: CatalogueEntry, found: 'missing' | 'wrong'): true => {
    const key = packKey(entry)
    if (wanted.get(key)?.hash === entry.hash) wanted.delete(key)
    if (found === 'missing') parts.onMissing()
    else wrong.set(key, entry.hash)
    return true
  }
  const isWhole = (entry: CatalogueEntry): boolean =>
    kept.get(packKey(entry)) === entry.hash && entry.media.every(({ hash }) => media.has(hash))
  const run = async () => {
    while (loading === undefined && holders === 0 && parts.mayFetch()) {
      const [next] = wanted.values()
      if (!next) break
      loading = packKey(next)
      tell()
      const goesOn = await bring(next).catch((cause) => {
        console.error(cause)
        return false
      })
      loading = undefined
      if (!goesOn) break
    }
    tell()
  }
  const wake = () => void run()
  tell()
  return {
    states: () => states,
    media: () => media,
    want(entries, isAsked = false) {
      for (const entry of entries) {
        const key = packKey(entry)
        if (wrong.get(key) === entry.hash && !isAsked) continue
        wrong.delete(key)
        if (isWhole(entry)) wanted.delete(key)
        else wanted.set(key, entry)
      }
      wake()
    },
    wake,
    hold() {
      holders += 1
      let isHeld = true
      return () => {
        if (isHeld) holders -= 1
        isHeld = false
        wake()
      }
    },
    read: store.read,
    async tidy(catalogue) {
      const played = catalogue.flatMap((entry) => entry.media.map(({ hash }) => hash))
      // A course that lies here in an older version goes on playing what it plays.
      const former = [...kept].filter(
        ([key, hash]) => !catalogue.some((entry) => packKey(entry) === key && entry.hash === hash),
      )
      for (const [key] of former) played.push(...mediaOfText(await store.read(key)))
      await parts.media.keepOnly(new Set(played))
      const left = await parts.media.kept()
      if (left.size === media.size) return
      media = left
      tell()
    },
  }
}

/** What a course as it was kept plays; a former version of the app knew of nothing to play. */
function mediaOfText(text: string | undefined): string[] {
  const pack: Partial<Pick<CoursePack, 'media'>> = text === undefined ? {} : JSON.parse(text)
  return (pack.media ?? []).map(({ hash }) => hash)
}

/** A course whose text has the hash that the catalogue promised; looked for twice. */
export async function fetchChecked(
  { fetchPack, digest }: Pick<DownloadParts, 'fetchPack' | 'digest'>,
  entry: CatalogueEntry,
): Promise<{ text: string } | 'unreachable' | 'missing' | 'wrong'> {
  for (const isAgain of [false, true]) {
    const found = await fetchPack(entry, isAgain)
    if (typeof found === 'string') return found
    if ((await digest(found.text)) === entry.hash) return found
  }
  return 'wrong'
}
