import { type Disk, NotSaved } from '#app/offline/disk.ts'
import { memoryDisk } from '#app/offline/memory-disk.ts'
import type { Dice } from './random.ts'

/** The power went away in the middle of something. Whoever was running is gone. */
export class PowerCut extends Error {
  constructor() {
    super('The power is out')
  }
}

/**
 * `honest`: what a strict write returned from is there after a power cut. `lying`: the disk said so
 * too early, and what it was told in the last moments may be gone.
 */
export type DiskKind = 'honest' | 'lying'

/** A lying disk forgets at most what is younger than this. */
const FORGETS_MS = 2_000

export interface PowerDisk {
  /** The disk as a running app sees it. After a cut, open another one. */
  open(): Promise<Disk>
  /** Takes the power away: what was not yet on the disk is gone. */
  cut(): void
}

export interface PowerDiskParts {
  kind: DiskKind
  dice: Dice
  nowMs(): number
  /** How often the power goes away in the middle of a strict write. */
  cutsInWrite: number
  /** How often the device says that it could not save. */
  refuses: number
}

interface Logged {
  isStrict: boolean
  atMs: number
  apply(disk: Disk): Promise<unknown>
}

/**
 * A disk on which writes survive a power cut only as far as the real one promises: strict writes are
 * there with everything before them, relaxed ones behind the last strict write may be gone.
 */
export function powerDisk(parts: PowerDiskParts): PowerDisk {
  const { dice } = parts
  let log: Logged[] = []
  let live: Disk | undefined
  let powered = 0

  const survivors = (): Logged[] => {
    const lastStrict = log.findLastIndex((each) => each.isStrict)
    const sure =
      parts.kind === 'honest'
        ? lastStrict + 1
        : log.filter((each) => parts.nowMs() - each.atMs > FORGETS_MS).length
    return log.slice(0, sure + dice.below(log.length - sure + 1))
  }
  const cut = () => {
    log = survivors()
    live = undefined
    powered += 1
  }

  return {
    cut,
    async open() {
      if (!live) {
        live = memoryDisk()
        for (const each of log) await each.apply(live)
      }
      const disk = live
      const since = powered
      const check = () => {
        if (since !== powered) throw new PowerCut()
      }
      const write =
        <Args extends unknown[], Result>(
          isStrict: boolean,
          act: (disk: Disk, ...args: Args) => Promise<Result>,
        ) =>
        async (...args: Args): Promise<Result> => {
          check()
          if (isStrict && dice.chance(parts.refuses)) throw new NotSaved(dice.chance(0.5))
          const kept = structuredClone(args)
          const entry = { isStrict, atMs: parts.nowMs(), apply: (to: Disk) => act(to, ...kept) }
          const isCut = isStrict && dice.chance(parts.cutsInWrite)
          if (isCut && dice.chance(0.5)) {
            cut()
            throw new PowerCut()
          }
          const result = await act(disk, ...structuredClone(args))
          log.push(entry)
          if (isCut) {
            cut()
            throw new PowerCut()
          }
          return result
        }
      const read =
        <Args extends unknown[], Result>(act: (...args: Args) => Promise<Result>) =>
        async (...args: Args): Promise<Result> => {
          check()
          return act(...args)
        }
      return {
        claim: write(true, (to, first: Parameters<Disk['claim']>[0]) => to.claim(first)),
        append: write(true, (to, wanted: Parameters<Disk['append']>[0]) => to.append(wanted)),
        absorb: write(true, (to, ...args: Parameters<Disk['absorb']>) => to.absorb(...args)),
        acknowledge: write(false, (to, acks: Parameters<Disk['acknowledge']>[0]) =>
          to.acknowledge(acks),
        ),
        prune: write(false, (to, ...args: Parameters<Disk['prune']>) => to.prune(...args)),
        writeCart: write(false, (to, cart: Parameters<Disk['writeCart']>[0]) => to.writeCart(cart)),
        removeCart: write(false, (to, cartId: string) => to.removeCart(cartId)),
        readHead: read(() => disk.readHead()),
        readUnsent: read((limit: number) => disk.readUnsent(limit)),
        countUnsent: read(() => disk.countUnsent()),
        sumUnsent: read(() => disk.sumUnsent()),
        readFrom: read((...args: Parameters<Disk['readFrom']>) => disk.readFrom(...args)),
        readAll: read(() => disk.readAll()),
        readLatest: read((limit: number) => disk.readLatest(limit)),
        readCarts: read(() => disk.readCarts()),
      }
    },
  }
}
