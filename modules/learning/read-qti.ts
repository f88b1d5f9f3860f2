import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { tidy } from './gift-text.ts'
import { decodeEntities } from './html-to-text.ts'
import { type DraftOption, type QuestionDraft, readTags, refuseDraft } from './question-draft.ts'

/** An element in order, or a stretch of text. */
interface Node {
  name: string
  attributes: Record<string, string>
  children: Node[]
  text: string
}

const MAX_DEPTH = 60

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // Entities of a document type are never read; the five of XML and numbers are, once, by us.
  processEntities: false,
  cdataPropName: '#cdata',
  maxNestedTags: MAX_DEPTH,
})

type Wrong = { line: number; code: string; data: Record<string, string | number> }
const wrong = (code: string, data: Wrong['data'] = {}, line = 1): Wrong => ({ line, code, data })

/**
 * Reads one QTI 3 item with one choice interaction.
 * @returns a draft, why it can't be read, or a note that it has another form.
 */
export function readQtiItem(
  text: string,
): { draft: QuestionDraft } | { problem: Wrong } | { note: Wrong } {
  // No question has a document type to declare; whoever sends one means harm.
  const declaration = text.search(/<!(?:DOCTYPE|ENTITY)/i)
  if (declaration >= 0) return { problem: wrong('xml_doctype', {}, lineAt(text, declaration)) }
  const root = rootOf(text)
  if ('problem' in root) return root
  if (root.node?.name !== 'qti-assessment-item') return { problem: wrong('no_qti_item') }
  return itemOf(root.node)
}

const lineAt = (text: string, at: number): number => text.slice(0, at).split('\n').length

function rootOf(text: string): { node: Node | undefined } | { problem: Wrong } {
  const valid = XMLValidator.validate(text)
  if (valid !== true) return { problem: wrong('xml_broken', {}, valid.err.line) }
  try {
    const nodes = nodesOf(parser.parse(text))
    return { node: nodes.find(({ name }) => name !== '#text' && !name.startsWith('?')) }
  } catch {
    return { problem: wrong('xml_broken') }
  }
}

/** What the parser gives, as nodes: `[{ p: […], ':@': { id: 'a' } }, { '#text': '…' }]`. */
function nodesOf(list: unknown): Node[] {
  if (!Array.isArray(list)) return []
  return list.flatMap((each: Record<string, unknown>): Node[] => {
    const name = Object.keys(each).find((key) => key !== ':@')
    if (name === undefined) return []
    const own = each[name]
    if (name === '#text') return [textNode(decodeEntities(String(own)))]
    // Within CDATA an ampersand is one.
    if (name === '#cdata' && Array.isArray(own))
      return own.map((child: Record<string, unknown>) => textNode(String(child['#text'] ?? '')))
    const raw = Object.entries((each[':@'] ?? {}) as Record<string, string>)
    const attributes = Object.fromEntries(raw.map(([key, value]) => [key, decodeEntities(value)]))
    return [{ name, attributes, children: nodesOf(own), text: '' }]
  })
}

const textNode = (text: string): Node => ({ name: '#text', attributes: {}, children: [], text })

function findAll(node: Node, name: string): Node[] {
  return node.children.flatMap((child) => (child.name === name ? [child] : findAll(child, name)))
}

const FEEDBACK = ['qti-feedback-inline', 'qti-feedback-block']
const LINES = ['br', 'p', 'div', 'li', 'tr', 'qti-prompt', 'qti-content-body', 'ul', 'ol']

/** What a reader sees of a node, without the parts that are named. */
function seen(node: Node, without: readonly string[]): string {
  const walk = ({ name, children, text }: Node): string => {
    if (without.includes(name)) return ''
    // Spaces and ends of line are one space in XML; new lines come from elements.
    if (name === '#text') return text.replace(/[ \t\r\n]+/g, ' ')
    const inner = children.map(walk).join('')
    return LINES.includes(name) ? `\n${inner}\n` : inner
  }
  return tidy(node.children.map(walk).join(''))
}

function itemOf(item: Node): { draft: QuestionDraft } | { problem: Wrong } | { note: Wrong } {
  const id = item.attributes.identifier ?? ''
  const body = item.children.find(({ name }) => name === 'qti-item-body')
  const interactions = body ? interactionsIn(body) : []
  const [interaction] = interactions
  if (!body || !interaction) return { note: wrong('no_interaction', { id }) }
  if (interactions.length > 1 || interaction.name !== 'qti-choice-interaction')
    return { note: wrong('other_interaction', { id }) }
  const { 'response-identifier': response = 'RESPONSE' } = interaction.attributes
  const declaration = item.children.find(
    ({ name, attributes }) =>
      name === 'qti-response-declaration' && attributes.identifier === response,
  )
  const right = declaration ? rightOf(declaration) : []
  const options = findAll(interaction, 'qti-simple-choice').map((choice) =>
    optionOf(choice, right, item),
  )
  const { kind: wanted, ...tags } = readTags((item.attributes.label ?? '').split(' '))
  const isMultiple = declaration?.attributes.cardinality === 'multiple'
  const isTruth = wanted === 'true-false' && options.length === 2 && !isMultiple
  const explain = explanationOf(item, interaction)
  const draft: QuestionDraft = {
    line: 1,
    ...(id && { id, title: id }),
    ...tags,
    kind: isTruth ? 'true-false' : isMultiple ? 'multiple' : 'single',
    text: seen(body, ['qti-simple-choice', ...FEEDBACK]),
    ...(explain && { explain }),
    options,
  }
  const problem = refuseDraft(draft)
  return problem ? { problem: wrong(problem.code, problem.data) } : { draft }
}

function interactionsIn(node: Node): Node[] {
  return node.children.flatMap((child) =>
    child.name.endsWith('-interaction') ? [child] : interactionsIn(child),
  )
}

/** Ids of the right choices: those that are said to be, or those that are worth something. */
function rightOf(declaration: Node): string[] {
  const [correct] = findAll(declaration, 'qti-correct-response')
  if (correct) return findAll(correct, 'qti-value').map((value) => seen(value, []))
  return findAll(declaration, 'qti-map-entry').flatMap(({ attributes }) =>
    Number(attributes['mapped-value']) > 0 ? [attributes['map-key'] ?? ''] : [],
  )
}

const modalsOf = (item: Node) => item.children.filter(({ name }) => name === 'qti-modal-feedback')

function optionOf(choice: Node, right: readonly string[], item: Node): DraftOption {
  const id = choice.attributes.identifier ?? ''
  const own = FEEDBACK.flatMap((name) => findAll(choice, name))
  const modal = modalsOf(item).filter(({ attributes }) => attributes.identifier === id)
  const feedback = tidy([...own, ...modal].map((each) => seen(each, [])).join('\n'))
  return {
    text: seen(choice, FEEDBACK),
    isRight: right.includes(id),
    ...(feedback && { feedback }),
  }
}

/** What is said afterwards and belongs to no choice. */
function explanationOf(item: Node, interaction: Node): string {
  const choices = findAll(interaction, 'qti-simple-choice').map(
    ({ attributes }) => attributes.identifier,
  )
  const general = modalsOf(item).filter(
    ({ attributes }) => !choices.includes(attributes.identifier),
  )
  return tidy(general.map((each) => seen(each, [])).join('\n'))
}
