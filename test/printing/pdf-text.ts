import { inflateSync } from 'node:zlib'

/** The objects of a PDF file and their unpacked streams, by number; as far as ours are written. */
function objectsOf(pdf: Buffer) {
  const text = pdf.toString('latin1')
  const objects = [...text.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)]
  return new Map(
    objects.map(([, id, body = '']) => {
      const [head = '', packed] = body.split(/\nstream\n/)
      const bytes = packed && Buffer.from(packed.replace(/\nendstream$/, ''), 'latin1')
      const stream = bytes ? unpack(head, bytes) : ''
      return [Number(id), { head, stream }]
    }),
  )
}

const unpack = (head: string, bytes: Buffer) =>
  (head.includes('FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1')

/** What a reader of PDF files finds when it looks for words: the letters behind the glyphs. */
export function textOf(pdf: Buffer): string {
  const objects = objectsOf(pdf)
  const page = [...objects.values()].find(({ head }) => head.includes('/Type /Page\n'))
  const content = objects.get(Number(/\/Contents (\d+)/.exec(page?.head ?? '')?.[1]))?.stream ?? ''
  const resources = objects.get(Number(/\/Resources (\d+)/.exec(page?.head ?? '')?.[1]))?.head ?? ''
  const letters = new Map<string, string[]>()
  for (const [, name = '', id] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const font = objects.get(Number(id))?.head ?? ''
    const map = objects.get(Number(/\/ToUnicode (\d+)/.exec(font)?.[1]))?.stream ?? ''
    const list = [...map.matchAll(/\[([^\]]*)\]/g)].flatMap(([, range = '']) =>
      [...range.matchAll(/<([0-9a-f ]*)>/gi)].map(([, hex = '']) => unicode(hex)),
    )
    letters.set(name, list)
  }
  let font = ''
  const lines: string[] = []
  for (const [, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name) font = name
    if (!shown) continue
    const glyphs = [...shown.matchAll(/<([0-9a-f]+)>/gi)].map(([, hex]) => hex).join('')
    const codes = glyphs.match(/.{4}/g) ?? []
    lines.push(codes.map((code) => letters.get(font)?.[Number.parseInt(code, 16)] ?? '?').join(''))
  }
  return lines.join('\n')
}

const unicode = (hex: string) =>
  Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le')
