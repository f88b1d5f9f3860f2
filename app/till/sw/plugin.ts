import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { type Plugin, type Rollup, transformWithEsbuild } from 'vite'

const PUBLIC = fileURLToPath(new URL('../../../public', import.meta.url))
/** What the till shows beside its own files. */
const BESIDE = ['pictograms', 'icons', 'till', 'voices']

/**
 * Writes `sw.js` beside the built till: the list of every file it needs, and a version that is the
 * hash of all of them. The pages learn their version from a meta element.
 */
export function tillShell(): Plugin {
  return {
    name: 'tillage-till-shell',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_options, bundle) {
      const hash = createHash('sha256')
      const files: string[] = []
      for (const [name, file] of Object.entries(bundle).sort(([a], [b]) => (a < b ? -1 : 1))) {
        const content = file.type === 'chunk' ? file.code : file.source
        hash.update(name).update(content)
        files.push(`/till/${name}`)
        if (file.type === 'chunk') refuseServerCode(name, Object.entries(file.modules))
      }
      for (const name of filesBeside()) {
        hash.update(name).update(readFileSync(path.join(PUBLIC, name)))
        files.push(`/${name}`)
      }
      refuseHeavyStart(bundle)
      const version = hash.digest('hex').slice(0, 12)
      for (const file of Object.values(bundle)) {
        if (file.type !== 'asset' || !file.fileName.endsWith('.html')) continue
        const meta = `<meta name="shell-version" content="${version}">`
        file.source = String(file.source).replace('</head>', `${meta}</head>`)
      }
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: await worker(version, files) })
    },
  }
}

function filesBeside(): string[] {
  return BESIDE.flatMap((folder) =>
    readdirSync(path.join(PUBLIC, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) => path.relative(PUBLIC, path.join(entry.parentPath, entry.name))),
  )
    .concat('favicon.svg')
    .sort()
}

async function worker(version: string, files: readonly string[]): Promise<string> {
  const source = readFileSync(fileURLToPath(new URL('worker.ts', import.meta.url)), 'utf8')
  const { code } = await transformWithEsbuild(source, 'worker.ts', {
    target: 'es2022',
    legalComments: 'none',
  })
  return code
    .replace(/^export\s*\{\s*\};?$/m, '')
    .replaceAll('__VERSION__', JSON.stringify(version))
    .replaceAll('__FILES__', JSON.stringify(files))
}

/** A schema library or code of the server is never sent to a till: it weighs, and it is not needed. */
function refuseServerCode(chunk: string, modules: [string, { renderedLength: number }][]): void {
  const heavy = modules.find(
    ([id, { renderedLength }]) =>
      renderedLength > 0 && /\/node_modules\/(?:zod|kysely|pg)\//.test(id),
  )
  if (heavy) throw new Error(`${heavy[0]} has come into the till's ${chunk}`)
}

/** What a phone on a slow line reads before the first picture, packed: bytes. */
const HEAVIEST_START = 150_000

/** The till's first page may not grow unseen: whatever a plain sale can do without is loaded later. */
function refuseHeavyStart(bundle: Rollup.OutputBundle): void {
  const entry = Object.values(bundle).find((file) => file.type === 'chunk' && file.name === 'index')
  const seen = new Set<string>()
  const weigh = (name: string): number => {
    const chunk = bundle[name]
    if (seen.has(name) || chunk?.type !== 'chunk') return 0
    seen.add(name)
    return chunk.imports.reduce((sum, each) => sum + weigh(each), gzipSync(chunk.code).length)
  }
  const bytes = entry ? weigh(entry.fileName) : 0
  if (bytes > HEAVIEST_START) {
    throw new Error(`The till begins with ${bytes} bytes of script; at most ${HEAVIEST_START}`)
  }
}
