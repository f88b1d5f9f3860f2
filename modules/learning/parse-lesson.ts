import type {
  BlockContent,
  DefinitionContent,
  Paragraph as MdParagraph,
  PhrasingContent,
  Root,
} from 'mdast'
import type { ContainerDirective } from 'mdast-util-directive'
import remarkDirective from 'remark-directive'
import remarkFrontmatter from 'remark-frontmatter'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { parse as parseYaml } from 'yaml'
import { type Block, CALLOUT_TONES, type Paragraph, type Span } from './shared-course.ts'

/** Something that is wrong in a file, for its writer. */
export type Report = (line: number | undefined, message: string) => void

type Content = BlockContent | DefinitionContent

const reader = unified().use(remarkParse).use(remarkFrontmatter, ['yaml']).use(remarkDirective)

/**
 * Reads a lesson: what stands at its head, and its blocks (`:::text{#opening}` … `:::`). Only plain
 * text, strong text and lists are blocks' content: no HTML, no code, no links.
 */
export function parseLesson(text: string, report: Report): { head: unknown; blocks: Block[] } {
  const root: Root = reader.parse(text)
  let head: unknown
  const blocks: Block[] = []
  for (const node of root.children) {
    if (node.type === 'yaml') head = readHead(node.value, report)
    else if (node.type === 'containerDirective') {
      const block = readBlock(node, report)
      if (block) blocks.push(block)
    } else
      report(node.position?.start.line, 'text outside of a block: put it into :::text{#id} … :::')
  }
  return { head, blocks }
}

function readHead(yaml: string, report: Report): unknown {
  try {
    return parseYaml(yaml)
  } catch (error) {
    report(1, `the head is no YAML: ${error instanceof Error ? error.message : error}`)
    return undefined
  }
}

function readBlock(node: ContainerDirective, report: Report): Block | undefined {
  const line = node.position?.start.line
  const say = (message: string) => void report(line, message)
  const { id, ...attributes } = node.attributes ?? {}
  if (!id) return say(`a block without an id: :::${node.name}{#some-id}`)
  if (!/^[a-z][a-z0-9-]{0,59}$/.test(id))
    return say(`the id "${id}" may have small letters, digits and hyphens only`)
  const known = ATTRIBUTES[node.name]
  if (!known) return say(`there is no kind of block "${node.name}"`)
  for (const name of known) if (!attributes[name]) say(`the block "${id}" needs ${name}="…"`)
  for (const name of Object.keys(attributes))
    if (!known.includes(name)) say(`the block "${id}" has no use for ${name}`)
  return makeBlock(id, node, (name) => attributes[name] ?? '', report)
}

const ATTRIBUTES: Record<string, string[]> = {
  text: [],
  picture: ['src', 'alt'],
  audio: ['src'],
  video: ['src', 'captions'],
  callout: ['tone'],
  checklist: [],
  flip: [],
  steps: [],
  'own-phone': [],
  question: ['use'],
  scenario: ['use'],
}

function makeBlock(
  id: string,
  node: ContainerDirective,
  attribute: (name: string) => string,
  report: Report,
): Block | undefined {
  const line = node.position?.start.line
  const all = () => paragraphsOf(node.children, report)
  const withItems = () => {
    const items = itemsOf(node.children, report)
    if (items.length === 0) report(line, `the block "${id}" needs a list`)
    return { paragraphs: paragraphsOf(node.children.filter(isNoList), report), items }
  }
  switch (node.name) {
    case 'text':
      return { id, kind: 'text', paragraphs: all() }
    case 'picture':
      return {
        id,
        kind: 'picture',
        picture: attribute('src'),
        alt: attribute('alt'),
        paragraphs: all(),
      }
    case 'audio':
      return { id, kind: 'audio', source: attribute('src'), paragraphs: all() }
    case 'video': {
      const [source, captions] = [attribute('src'), attribute('captions')]
      return { id, kind: 'video', source, captions, paragraphs: all() }
    }
    case 'callout': {
      const tone = CALLOUT_TONES.find((each) => each === attribute('tone'))
      if (!tone) report(line, `tone is one of ${CALLOUT_TONES.join(', ')}`)
      return { id, kind: 'callout', tone: tone ?? 'tip', paragraphs: all() }
    }
    case 'checklist': {
      const { paragraphs, items } = withItems()
      return { id, kind: 'checklist', paragraphs, items }
    }
    case 'steps':
    case 'own-phone': {
      const { paragraphs, items } = withItems()
      return { id, kind: node.name, paragraphs, steps: items }
    }
    case 'flip': {
      const at = node.children.findIndex(({ type }) => type === 'thematicBreak')
      if (at < 1) report(line, `the block "${id}" has a front and a back with --- between`)
      const front = paragraphsOf(node.children.slice(0, Math.max(at, 0)), report)
      return { id, kind: 'flip', front, back: paragraphsOf(node.children.slice(at + 1), report) }
    }
    case 'question':
      return { id, kind: 'question', questionId: attribute('use') }
    case 'scenario':
      return { id, kind: 'scenario', scenarioId: attribute('use') }
    default:
      return undefined
  }
}

const isNoList = ({ type }: Content) => type !== 'list'

function paragraphsOf(nodes: readonly Content[], report: Report): Paragraph[] {
  return nodes.flatMap((node) => {
    if (node.type === 'paragraph') return [spansOf(node, report)]
    report(node.position?.start.line, `"${node.type}" is nothing that a block may hold here`)
    return []
  })
}

function itemsOf(nodes: readonly Content[], report: Report): Paragraph[] {
  return nodes.flatMap((node) =>
    node.type === 'list'
      ? node.children.flatMap((item) => {
          const [first, ...more] = item.children
          if (first?.type === 'paragraph' && more.length === 0) return [spansOf(first, report)]
          report(item.position?.start.line, 'each item of a list is one line of text')
          return []
        })
      : [],
  )
}

function spansOf(node: MdParagraph, report: Report): Paragraph {
  const spans: Span[] = []
  for (const child of node.children) {
    const span = spanOf(child)
    if (span) spans.push(span)
    else report(child.position?.start.line, `"${child.type}" is not allowed: write plain text`)
  }
  return spans
}

function spanOf(node: PhrasingContent): Span | undefined {
  if (node.type === 'text') return { text: joinLines(node.value) }
  if (node.type !== 'strong') return undefined
  const [only, ...more] = node.children
  return only?.type === 'text' && more.length === 0 ? { text: only.value, strong: true } : undefined
}

/** A line break in the file is none on the screen; Chinese has no space there. */
const joinLines = (text: string): string =>
  text
    .replace(/(?<=[\p{Script=Han}，。！？、；：」』）])\s*\n\s*(?=[\p{Script=Han}「『（])/gu, '')
    .replace(/\s*\n\s*/g, ' ')
