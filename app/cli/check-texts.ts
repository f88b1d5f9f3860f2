import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

const LOCALES = 'app/locales'
/** Keys that are put together at run time: whoever adds one says here where it is used. */
const DYNAMIC = [
  /^common:(unit|tender|taxClass)\./,
  /^errors:/,
  /^components:pictogram\./,
  /^components:pictogramGroup/,
  /^receipt:/,
  /^home:place\./,
]

type Tree = { [key: string]: string | Tree }
const TreeShape: z.ZodType<Tree> = z.record(
  z.string(),
  z.lazy(() => z.union([z.string(), TreeShape])),
)

/**
 * Compares the two complete languages key by key and value by value (`{{name}}`), and looks for
 * texts that nothing uses. Missing keys in code are found by the compiler, since keys are typed.
 */
export function findTextProblems(): string[] {
  const source = textsOf('zh-TW')
  const other = textsOf('en')
  const problems: string[] = []
  for (const [key, text] of source) {
    const twin = twinOf(other, key)
    if (twin === undefined) problems.push(`${key} is missing in en`)
    else if (holes(text) !== holes(twin))
      problems.push(`${key} has other {{values}} in en than in zh-TW`)
    if (text.trim() === '') problems.push(`${key} is empty in zh-TW`)
  }
  for (const key of other.keys()) {
    if (twinOf(source, key) === undefined) problems.push(`${key} is missing in zh-TW`)
  }
  return [...problems, ...unused(source)]
}

/** English has plurals (`_one`, `_other`) where Chinese has one form. */
const PLURAL = /_(one|other)$/
const twinOf = (texts: Map<string, string>, key: string): string | undefined =>
  texts.get(key) ??
  texts.get(key.replace(PLURAL, '')) ??
  texts.get(`${key.replace(PLURAL, '')}_other`)

const holes = (text: string): string =>
  [...new Set(text.match(/\{\{\s*\w+/g) ?? [])]
    .map((each) => each.replace(/\W/g, ''))
    .sort()
    .join()

function textsOf(language: string): Map<string, string> {
  const texts = new Map<string, string>()
  for (const file of readdirSync(path.join(LOCALES, language)).filter((name) =>
    name.endsWith('.json'),
  )) {
    const tree = TreeShape.parse(
      JSON.parse(readFileSync(path.join(LOCALES, language, file), 'utf8')),
    )
    const walk = (node: Tree, prefix: string) => {
      for (const [key, value] of Object.entries(node)) {
        if (typeof value === 'string') texts.set(`${prefix}${key}`, value)
        else walk(value, `${prefix}${key}.`)
      }
    }
    walk(tree, `${file.replace('.json', '')}:`)
  }
  return texts
}

function unused(texts: Map<string, string>): string[] {
  const code = sources('app')
    .concat(sources('modules'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
  const patterns = keyPatterns(code)
  return [...texts.keys()]
    .filter((key) => !DYNAMIC.some((pattern) => pattern.test(key)))
    .filter((key) => {
      const bare = (key.split(':')[1] ?? key).replace(PLURAL, '')
      const isNamed = [`'${bare}'`, `"${bare}"`, `:${bare}'`].some((each) => code.includes(each))
      return !isNamed && !patterns.some((pattern) => pattern.test(bare))
    })
    .map((key) => `${key} is used nowhere`)
}

/** Keys that code puts together, such as `cards.${name}.title`, as patterns over whole keys. */
function keyPatterns(code: string): RegExp[] {
  const templates = code.matchAll(/`(?:\w+:)?([\w.]*(?:\$\{[^}]*\}[\w.]*)+)`/g)
  const texts = new Set([...templates].map((match) => match[1] ?? ''))
  return (
    [...texts]
      // A key is at least a word and a dot or underscore; `${a}` alone would match everything.
      .filter((text) => /[a-z]{2,}[._]/i.test(text.replace(/\$\{[^}]*\}/g, '')))
      .map(
        (text) => new RegExp(`^${text.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '[\\w-]+')}$`),
      )
  )
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
}
