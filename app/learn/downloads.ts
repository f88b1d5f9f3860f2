import type { CatalogueEntry } from '#modules/learning/shared.ts'
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
}

export interface DownloadParts {
  store: PackStore
  fetchPack(
    entry: CatalogueEntry,
    isAgain: boolean,
  ): Promise<{ text: string } | 'unreachable' | 'missing'>
  digest(text: string): Promise<string>
  /** Whether this network may be used for it. */
  mayFetch(): boolean
  onChange(): void
  /** The server has another version: the catalogue here is old. */
  onMissing(): void
}

export const packKey = ({ courseId, language }: { courseId: string; language: string }): string =>
  `${courseId}.${language}`

/** Brings courses one after the other; each is kept when it is whole and what its hash says. */
export async function startDownloads(parts: DownloadParts): Promise<Downloads> {
  const { store } = parts
  const kept = await store.list()
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
    const found = await fetchChecked(parts, entry)
    if (found === 'unreachable') return false
    // Somebody may have opened a lesson, or the catalogue may have changed, in the meantime.
    if (holders > 0 || wanted.get(key)?.hash !== entry.hash) return holders === 0
    wanted.delete(key)
    if (found === 'missing') {
      parts.onMissing()
    } else if (found === 'wrong') {
      wrong.set(key, entry.hash)
    } else {
      await store.write({ key, hash: entry.hash, text: found.text })
      kept.set(key, entry.hash)
      wrong.delete(key)
    }
    return true
  }
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
    want(entries, isAsked = false) {
      for (const entry of entries) {
        const key = packKey(entry)
        if (wrong.get(key) === entry.hash && !isAsked) continue
        wrong.delete(key)
        if (kept.get(key) === entry.hash) wanted.delete(key)
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
  }
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
