import { numberParts } from './number-words.ts'

/** What the till says aloud. Amounts in whole NT$. */
export type Sentence =
  | { kind: 'total'; amountMinor: number }
  | { kind: 'change'; amountMinor: number }
  | { kind: 'exact' }

/** A voice that people recorded: `public/voices/<tag>/manifest.json`. */
export interface VoiceManifest {
  /** BCP 47. */
  language: string
  /**
   * `chinese`: numbers are put together as 一百零九 is. `whole`: each amount is one recording, for
   * languages that count another way.
   */
  numbers: 'chinese' | 'whole'
  /** File names beside the manifest, by key. */
  clips: Readonly<Record<string, string>>
}

/** Keys of the number words, so that file names stay plain. */
const PART_KEYS: Readonly<Record<string, string>> = {
  零: '0',
  一: '1',
  二: '2',
  兩: '2-before-unit',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
  十: '10',
  百: '100',
  千: '1000',
  萬: '10000',
  億: '100000000',
}

/**
 * The recordings of a sentence in the order they are played.
 * @returns undefined when one is missing: half a sentence is never said.
 * @see docs/guides/voices.md
 */
export function clipsOf(sentence: Sentence, manifest: VoiceManifest): string[] | undefined {
  const keys: string[] = [sentence.kind]
  if (sentence.kind !== 'exact') {
    const { amountMinor } = sentence
    if (manifest.numbers === 'whole') keys.push(`n${amountMinor}`)
    else keys.push(...numberParts(amountMinor).map((part) => PART_KEYS[part] ?? part), 'yuan')
  }
  const clips = keys.map((key) => manifest.clips[key])
  const isWhole = clips.every((clip) => clip !== undefined)
  return isWhole ? clips.filter((clip) => clip !== undefined) : undefined
}

/** Reads a manifest; anything else is no voice. File names may not lead out of their folder. */
export function readManifest(json: unknown): VoiceManifest | undefined {
  if (typeof json !== 'object' || json === null) return undefined
  const language: unknown = Reflect.get(json, 'language')
  const numbers: unknown = Reflect.get(json, 'numbers')
  const clips: unknown = Reflect.get(json, 'clips')
  if (typeof language !== 'string' || typeof clips !== 'object' || clips === null) return undefined
  if (numbers !== 'chinese' && numbers !== 'whole') return undefined
  const files = Object.entries(clips).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' && /^[\w.-]+\.(mp3|m4a|ogg|opus|wav)$/.test(entry[1]),
  )
  return { language, numbers, clips: Object.fromEntries(files) }
}

/** A voice that is on this device, ready to speak without a network. */
export interface RecordedVoice {
  manifest: VoiceManifest
  /** Plays clips one after the other; a later call ends an earlier one. */
  play(clips: readonly string[]): Promise<void>
  stop(): void
}

const CACHE = 'tillage-voices'

/**
 * Fetches the recordings of a language, if there are any, and keeps them for days without a network.
 * @param tag BCP 47, as in `public/voices/index.json`.
 */
export async function openRecordedVoice(tag: string): Promise<RecordedVoice | undefined> {
  const cache = 'caches' in window ? await caches.open(CACHE) : undefined
  const index = await readJson('/voices/index.json', cache)
  const tags: unknown = typeof index === 'object' && index ? Reflect.get(index, 'voices') : []
  if (!Array.isArray(tags) || !tags.includes(tag)) return undefined
  const folder = `/voices/${encodeURIComponent(tag)}/`
  const manifest = readManifest(await readJson(`${folder}manifest.json`, cache))
  if (!manifest) return undefined
  const addresses = [...new Set(Object.values(manifest.clips))].map((file) => folder + file)
  if (cache) await keepAll(cache, addresses)
  return { manifest, ...player((file) => open(folder + file, cache)) }
}

/** From the network, else as it was kept. */
async function readJson(address: string, cache: Cache | undefined): Promise<unknown> {
  try {
    const response = await fetch(address)
    if (!response.ok) return undefined
    await cache?.put(address, response.clone())
    return await response.json()
  } catch {
    const kept = await cache?.match(address)
    return kept ? await kept.json() : undefined
  }
}

async function keepAll(cache: Cache, addresses: readonly string[]) {
  for (const address of addresses) {
    if (await cache.match(address)) continue
    // One recording that fails to come is tried again when the till opens next.
    await cache.add(address).catch(() => undefined)
  }
}

async function open(address: string, cache: Cache | undefined): Promise<string> {
  const kept = await cache?.match(address)
  return kept ? URL.createObjectURL(await kept.blob()) : address
}

function player(addressOf: (file: string) => Promise<string>) {
  let turn = 0
  let audio: HTMLAudioElement | undefined
  const stop = () => {
    turn += 1
    audio?.pause()
  }
  const play = async (clips: readonly string[]) => {
    stop()
    const mine = turn
    for (const clip of clips) {
      const address = await addressOf(clip)
      if (turn !== mine) return
      audio = new Audio(address)
      await playToEnd(audio)
      if (address.startsWith('blob:')) URL.revokeObjectURL(address)
      if (turn !== mine) return
    }
  }
  return { play, stop }
}

const playToEnd = (audio: HTMLAudioElement) =>
  new Promise<void>((resolve, reject) => {
    audio.addEventListener('ended', () => resolve(), { once: true })
    audio.addEventListener('pause', () => resolve(), { once: true })
    audio.addEventListener('error', () => reject(new Error('The recording does not play.')), {
      once: true,
    })
    audio.play().catch(reject)
  })
