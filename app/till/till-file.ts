import type { OwnTill } from './till-directory.ts'

const FILE = 'till.json'

/**
 * Writes beside the second copy of the journals whose they are. It may fail: then only a device that
 * loses its whole database has to be told again which till it was.
 */
export async function saveTillFile(till: OwnTill): Promise<void> {
  try {
    const folder = await (await journals()).getDirectoryHandle(till.tillId, { create: true })
    const file = await folder.getFileHandle(FILE, { create: true })
    const stream = await file.createWritable()
    await stream.write(JSON.stringify(till))
    await stream.close()
  } catch (cause) {
    console.error(cause)
  }
}

/** The till that this device was, for a shop or (left out) for any, when only its files are left. */
export async function findTillFile(slug: string | undefined): Promise<OwnTill | undefined> {
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

/** What was registered is asked of the server again; the ids are what matters. */
function readTill(stored: unknown): OwnTill | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined
  const text = (key: string): string | undefined => {
    const value: unknown = Reflect.get(stored, key)
    return typeof value === 'string' ? value : undefined
  }
  const [slug, tillId, journalId] = [text('slug'), text('tillId'), text('journalId')]
  return slug && tillId && journalId ? { slug, tillId, journalId, hasStarted: true } : undefined
}
