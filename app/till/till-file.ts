import type { TillName } from './till-directory.ts'

const FILE = 'till.json'

/**
 * Writes beside the second copy of the journals whose they are. It may fail: then only a device that
 * loses its whole database has to be told again which till it was.
 */
export async function saveTillFile({ slug, tillId, journalId }: TillName): Promise<void> {
  try {
    const folder = await (await journals()).getDirectoryHandle(tillId, { create: true })
    const file = await folder.getFileHandle(FILE, { create: true })
    const stream = await file.createWritable()
    await stream.write(JSON.stringify({ slug, tillId, journalId }))
    await stream.close()
  } catch (cause) {
    console.error(cause)
  }
}

/** This device is that till no more; the copies of its journals stay. */
export async function dropTillFile(tillId: string): Promise<void> {
  try {
    const folder = await (await journals()).getDirectoryHandle(tillId)
    await folder.removeEntry(FILE)
  } catch {
    // There is none.
  }
}

/** The till that this device was, for a shop or (left out) for any, when only its files are left. */
export async function findTillFile(slug: string | undefined): Promise<TillName | undefined> {
  try {
    const tills = await journals()
    for await (const tillId of tills.keys()) {
      const folder = await tills.getDirectoryHandle(tillId)
      const file = await folder.getFileHandle(FILE).catch(() => undefined)
      const till = file && readTill(JSON.parse(await (await file.getFile()).text()))
      if (till && (slug === undefined || till.slug === slug)) return till
    }
  } catch {
    // A browser without private files has none to look into.
  }
  return undefined
}

async function journals(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory()
  return root.getDirectoryHandle('journal', { create: true })
}

/** Its key is gone with the database, and it is paired again; the ids are what matters. */
function readTill(stored: unknown): TillName | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined
  const text = (key: string): string | undefined => {
    const value: unknown = Reflect.get(stored, key)
    return typeof value === 'string' ? value : undefined
  }
  const [slug, tillId, journalId] = [text('slug'), text('tillId'), text('journalId')]
  return slug && tillId && journalId ? { slug, tillId, journalId, hasStarted: true } : undefined
}
