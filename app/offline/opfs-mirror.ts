import type { Mirror } from './mirror.ts'

type Asked =
  | { kind: 'list' }
  | { kind: 'read'; lastBytes?: number | undefined }
  | { kind: 'append'; text: string }
  | { kind: 'rewrite'; text: string }
  | { kind: 'size' }
  | { kind: 'remove' }
  | { kind: 'close' }

/** What the page asks of the worker that holds the files. */
export type MirrorRequest = Asked & { id: number; tillId: string; journalId: string }

export type MirrorAnswer =
  | { id: number; isOk: true; value: unknown }
  | { id: number; isOk: false; reason: string }

/** A worker that says nothing for so long counts as broken; the sale is long done by then. */
const PATIENCE_MS = 10_000

export interface OpfsMirror extends Mirror {
  /** Lets go of the files, so that another tab may write them. */
  close(): Promise<void>
}

/** The second copy of one till's journals, in this browser's private files; undefined where there are none. */
export function openOpfsMirror(tillId: string): OpfsMirror | undefined {
  if (typeof Worker === 'undefined' || !navigator.storage?.getDirectory) return undefined
  const worker = new Worker(new URL('./opfs-worker.ts', import.meta.url), { type: 'module' })
  const waiting = new Map<number, { done: (value: unknown) => void; fail: (why: Error) => void }>()
  let lastId = 0
  let broken: Error | undefined
  worker.onmessage = ({ data }: MessageEvent<MirrorAnswer>) => {
    const turn = waiting.get(data.id)
    waiting.delete(data.id)
    if (data.isOk) turn?.done(data.value)
    else turn?.fail(new Error(data.reason))
  }
  worker.onerror = () => {
    broken = new Error('The worker did not start')
    for (const { fail } of waiting.values()) fail(broken)
    waiting.clear()
  }
  const ask = (asked: Asked, journalId = ''): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (broken) return reject(broken)
      lastId += 1
      const id = lastId
      const timer = setTimeout(() => {
        waiting.delete(id)
        const silent = new Error('The files did not answer')
        // A start waits for these two, and once is enough.
        if (asked.kind === 'list' || asked.kind === 'read') broken = silent
        reject(silent)
      }, PATIENCE_MS)
      const end =
        <Value>(then: (value: Value) => void) =>
        (value: Value) => {
          clearTimeout(timer)
          then(value)
        }
      waiting.set(id, { done: end(resolve), fail: end(reject) })
      worker.postMessage({ ...asked, id, tillId, journalId } satisfies MirrorRequest)
    })
  return {
    async list() {
      const names = await ask({ kind: 'list' })
      return Array.isArray(names) ? names.map(String) : []
    },
    read: async (journalId, lastBytes) => String(await ask({ kind: 'read', lastBytes }, journalId)),
    async append(journalId, text) {
      await ask({ kind: 'append', text }, journalId)
    },
    async rewrite(journalId, text) {
      await ask({ kind: 'rewrite', text }, journalId)
    },
    size: async (journalId) => Number(await ask({ kind: 'size' }, journalId)),
    async remove(journalId) {
      await ask({ kind: 'remove' }, journalId)
    },
    async close() {
      await ask({ kind: 'close' }).catch(() => undefined)
      worker.terminate()
    },
  }
}
