/// <reference lib="webworker" />
import type { MirrorAnswer, MirrorRequest } from './opfs-mirror.ts'

/**
 * Writes the second copy of the journals into the browser's private files. A worker of its own,
 * because only here a browser gives a handle whose `flush` returns when the bytes are on the disk.
 */
const handles = new Map<string, FileSystemSyncAccessHandle>()

const encoder = new TextEncoder()
const decoder = new TextDecoder()
const SUFFIX = '.log'
const MOST_TRIES = 5
const PAUSE_MS = 200

async function folderOf(tillId: string): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory()
  const journals = await root.getDirectoryHandle('journal', { create: true })
  return journals.getDirectoryHandle(tillId, { create: true })
}

async function handleOf(tillId: string, journalId: string): Promise<FileSystemSyncAccessHandle> {
  const name = `${tillId}/${journalId}`
  const known = handles.get(name)
  if (known) return known
  const folder = await folderOf(tillId)
  const file = await folder.getFileHandle(journalId + SUFFIX, { create: true })
  const handle = await whenFree(() => file.createSyncAccessHandle())
  handles.set(name, handle)
  return handle
}

/** Another tab may still be letting go of the file. */
async function whenFree<Handle>(open: () => Promise<Handle>): Promise<Handle> {
  for (let tries = 1; tries < MOST_TRIES; tries += 1) {
    try {
      return await open()
    } catch {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    }
  }
  return open()
}

async function list(tillId: string): Promise<string[]> {
  const names: string[] = []
  for await (const name of (await folderOf(tillId)).keys()) {
    if (name.endsWith(SUFFIX)) names.push(name.slice(0, -SUFFIX.length))
  }
  return names
}

async function read(tillId: string, journalId: string, lastBytes?: number): Promise<string> {
  if (!(await list(tillId)).includes(journalId)) return ''
  const handle = await handleOf(tillId, journalId)
  const size = handle.getSize()
  const at = lastBytes === undefined ? 0 : Math.max(0, size - lastBytes)
  const bytes = new Uint8Array(size - at)
  handle.read(bytes, { at })
  const text = decoder.decode(bytes)
  // Begins in the middle of a line.
  return at === 0 ? text : text.slice(text.indexOf('\n') + 1)
}

async function write(tillId: string, journalId: string, text: string, isAnew: boolean) {
  const handle = await handleOf(tillId, journalId)
  if (isAnew) handle.truncate(0)
  const bytes = encoder.encode(text)
  const at = handle.getSize()
  const written = handle.write(bytes, { at })
  if (written !== bytes.length) {
    handle.truncate(at)
    throw new Error('The file did not take all of it')
  }
  handle.flush()
}

async function remove(tillId: string, journalId: string) {
  const name = `${tillId}/${journalId}`
  handles.get(name)?.close()
  handles.delete(name)
  await (await folderOf(tillId)).removeEntry(journalId + SUFFIX)
}

async function answer(request: MirrorRequest): Promise<unknown> {
  const { tillId, journalId } = request
  switch (request.kind) {
    case 'list':
      return list(tillId)
    case 'read':
      return read(tillId, journalId, request.lastBytes)
    case 'append':
      return write(tillId, journalId, request.text, false)
    case 'rewrite':
      return write(tillId, journalId, request.text, true)
    case 'size':
      return (await handleOf(tillId, journalId)).getSize()
    case 'remove':
      return remove(tillId, journalId)
    case 'close':
      for (const handle of handles.values()) handle.close()
      handles.clear()
      return undefined
  }
}

// One after the other: lines stand in the file in the order in which they were written.
let last: Promise<unknown> = Promise.resolve()
self.onmessage = ({ data }: MessageEvent<MirrorRequest>) => {
  last = last.then(async () => {
    const reply = (message: MirrorAnswer) => self.postMessage(message)
    try {
      reply({ id: data.id, isOk: true, value: await answer(data) })
    } catch (cause) {
      reply({ id: data.id, isOk: false, reason: String(cause) })
    }
  })
}
