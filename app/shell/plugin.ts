import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { type Plugin, type Rollup, transformWithEsbuild } from 'vite'

const PUBLIC = fileURLToPath(new URL('../../public', import.meta.url))

export interface Shell {
  /** Its address and its folder in `build/`. */
  app: 'till' | 'learn' | 'count'
  /** Folders of `public/` that it shows beside its own files. */
  beside: readonly string[]
  /** What a phone on a slow line reads before the first picture, packed, in bytes. */
  heaviestStart: number
}

/**
 * Writes `sw.js` beside a built client app: the list of every file it needs, and a version that is the
 * hash of all of them. The pages learn their version from a meta element.
 */
export function appShell(shell: Shell): Plugin {
  const { app } = shell
  return {
    name: `tillage-${app}-shell`,
    apply: 'build',
    enforce: 'post',
    async generateBundle(_options, bundle) {
      const hash = createHash('sha256')
      const files: string[] = []
      for (const [name, file] of Object.entries(bundle).sort(([a], [b]) => (a < b ? -1 : 1))) {
        const content = file.type === 'chunk' ? file.code : file.source
        hash.update(name).update(content)
        files.push(`/${app}/${name}`)
        if (file.type === 'chunk')
          refuseServerCode(`${app}'s ${name}`, Object.entries(file.modules))
      }
      for (const name of filesBeside(shell.beside)) {
        hash.update(name).update(readFileSync(path.join(PUBLIC, name)))
        files.push(`/${name}`)
      }
      refuseHeavyStart(shell, bundle)
      const version = hash.digest('hex').slice(0, 12)
      for (const file of Object.values(bundle)) {
        if (file.type !== 'asset' || !file.fileName.endsWith('.html')) continue
        const meta = `<meta name="shell-version" content="${version}">`
        file.source = String(file.source).replace('</head>', `${meta}</head>`)
      }
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: await worker(app, version, files) })
    },
  }
}

function filesBeside(folders: readonly string[]): string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(path.join(PUBLIC, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
        .map((entry) => path.relative(PUBLIC, path.join(entry.parentPath, entry.name))),
    )
    .concat('favicon.svg')
    .sort()
}

async function worker(app: string, version: string, files: readonly string[]): Promise<string> {
  const source = readFileSync(fileURLToPath(new URL('worker.ts', import.meta.url)), 'utf8')
  const { code } = await transformWithEsbuild(source, 'worker.ts', {
    target: 'es2022',
    legalComments: 'none',
  })
  return code
    .replace(/^export\s*\{\s*\};?$/m, '')
    .replaceAll('__APP__', JSON.stringify(app))
    .replaceAll('__VERSION__', JSON.stringify(version))
    .replaceAll('__FILES__', JSON.stringify(files))
}

/** A schema library or code of the server is never sent to a device: it weighs, and it is not needed. */
function refuseServerCode(chunk: string, modules: [string, { renderedLength: number }][]): void {
  const heavy = modules.find(
    ([id, { renderedLength }]) =>
      renderedLength > 0 && /\/node_modules\/(?:zod|kysely|pg)\//.test(id),
  )
  if (heavy) throw new Error(`${heavy[0]} has come into ${chunk}`)
}

/** The first page may not grow unseen: whatever plain work can do without is loaded later. */
function refuseHeavyStart({ app, heaviestStart }: Shell, bundle: Rollup.OutputBundle): void {
  const entry = Object.values(bundle).find((file) => file.type === 'chunk' && file.name === 'index')
  const seen = new Set<string>()
  const weigh = (name: string): number => {
    const chunk = bundle[name]
    if (seen.has(name) || chunk?.type !== 'chunk') return 0
    seen.add(name)
    return chunk.imports.reduce((sum, each) => sum + weigh(each), gzipSync(chunk.code).length)
  }
  const bytes = entry ? weigh(entry.fileName) : 0
  if (bytes > heaviestStart) {
    throw new Error(`${app} begins with ${bytes} bytes of script; at most ${heaviestStart}`)
  }
}
