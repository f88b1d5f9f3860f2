import type { Mirror } from './mirror.ts'

/** A second copy in memory, for tests and for the simulator. @param options.beforeWrite may throw. */
export function memoryMirror(options: { beforeWrite?: () => void } = {}): Mirror {
  const files = new Map<string, string>()
  const write = async (journalId: string, text: string) => {
    options.beforeWrite?.()
    files.set(journalId, text)
  }
  return {
    list: async () => [...files.keys()],
    read: async (journalId, lastBytes) => {
      const text = files.get(journalId) ?? ''
      if (lastBytes === undefined || text.length <= lastBytes) return text
      const tail = text.slice(-lastBytes)
      return tail.slice(tail.indexOf('\n') + 1)
    },
    append: (journalId, text) => write(journalId, (files.get(journalId) ?? '') + text),
    rewrite: write,
    size: async (journalId) => files.get(journalId)?.length ?? 0,
    remove: async (journalId) => {
      files.delete(journalId)
    },
  }
}
