import { readFile, writeFile } from 'node:fs/promises'

const FILE = 'test/faults/results.json'

/** Writes one command's part of `test/faults/results.json`, and leaves the others as they are. */
export async function saveResults(section: string, figures: Record<string, unknown>) {
  const before: unknown = await readFile(FILE, 'utf8').then(JSON.parse, () => ({}))
  const measured = { measuredAt: new Date().toISOString(), node: process.version, ...figures }
  const all = { ...(typeof before === 'object' ? before : {}), [section]: measured }
  await writeFile(FILE, `${JSON.stringify(all, null, 2)}\n`)
}

/** The number behind `--name` on the command line. */
export function numberOption(name: string, initial: number): number {
  const index = process.argv.indexOf(`--${name}`)
  const value = index < 0 ? initial : Number(process.argv[index + 1])
  if (!Number.isFinite(value)) throw new Error(`--${name} needs a number`)
  return value
}
