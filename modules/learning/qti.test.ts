import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyChoiceQuestions, DESTINATION } from '#test/make-questions.ts'
import { readQuestionFile } from './question-files.ts'
import { readQtiItem } from './read-qti.ts'
import { writeQti } from './write-qti.ts'
import { readZip, writeZip } from './zip-file.ts'

const LIMITS = { maxEntries: 10, maxBytes: 1000 }
const all = () => true

const itemWith = (inner: string, label = '') =>
  `<?xml version="1.0"?>\n<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="unattended-luggage" title="Luggage"${label}>${inner}</qti-assessment-item>`
const LUGGAGE = `
  <qti-response-declaration base-type="identifier" cardinality="single" identifier="RESPONSE">
    <qti-correct-response><qti-value>ChoiceA</qti-value></qti-correct-response>
  </qti-response-declaration>
  <qti-item-body>
    <p>Look at the <strong>sign</strong>:<br/>never leave your bag.</p>
    <qti-choice-interaction max-choices="1" response-identifier="RESPONSE">
      <qti-prompt>What does it say?</qti-prompt>
      <qti-simple-choice identifier="ChoiceA">Stay &amp;amp; watch it.
        <qti-feedback-inline identifier="ChoiceA" outcome-identifier="FEEDBACK">Yes.</qti-feedback-inline>
      </qti-simple-choice>
      <qti-simple-choice identifier="ChoiceB"><![CDATA[Leave <it> &lt;]]></qti-simple-choice>
    </qti-choice-interaction>
  </qti-item-body>
  <qti-modal-feedback identifier="ChoiceB" outcome-identifier="F"><qti-content-body>No.</qti-content-body></qti-modal-feedback>
  <qti-modal-feedback identifier="why" outcome-identifier="G"><qti-content-body><p>A bag alone is not safe.</p></qti-content-body></qti-modal-feedback>`

test('an item of another system: text around the choices, feedback of both kinds', () => {
  expect(readQtiItem(itemWith(LUGGAGE))).toEqual({
    draft: {
      line: 1,
      id: 'unattended-luggage',
      title: 'unattended-luggage',
      kind: 'single',
      text: 'Look at the sign:\nnever leave your bag.\nWhat does it say?',
      explain: 'A bag alone is not safe.',
      options: [
        { text: 'Stay &amp; watch it.', isRight: true, feedback: 'Yes.' },
        { text: 'Leave <it> &lt;', isRight: false, feedback: 'No.' },
      ],
    },
  })
})

test('what is right may be told by marks', () => {
  const mapped = LUGGAGE.replace(
    /<qti-correct-response>.*<\/qti-correct-response>/,
    '<qti-mapping><qti-map-entry map-key="ChoiceB" mapped-value="2"/><qti-map-entry map-key="ChoiceA" mapped-value="-1"/></qti-mapping>',
  )
  expect(readQtiItem(itemWith(mapped))).toMatchObject({
    draft: { options: [{ isRight: false }, { isRight: true }] },
  })
})

test('what is no choice, is broken or means harm is told', () => {
  const read = (xml: string) => {
    const { problems, notes } = readQuestionFile(Buffer.from(xml), DESTINATION)
    return [...problems, ...notes].map(({ line, code }) => [line, code])
  }
  const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
  expect(read(`<?xml version="1.0"?>\n${bomb}${itemWith(LUGGAGE)}`)).toEqual([[2, 'xml_doctype']])
  expect(read(itemWith('\n\n<qti-item-body>'))).toEqual([[expect.any(Number), 'xml_broken']])
  expect(read('<html/>')).toEqual([[1, 'no_qti_item']])
  expect(read(itemWith('<qti-item-body><p>a</p></qti-item-body>'))).toEqual([[1, 'no_interaction']])
  expect(read(itemWith(LUGGAGE.replaceAll('-choice-inter', '-order-inter')))).toEqual([
    [1, 'other_interaction'],
  ])
  expect(read(itemWith(LUGGAGE.replace('<qti-value>ChoiceA', '<qti-value>x')))).toEqual([
    [1, 'none_right'],
  ])
  expect(read(itemWith('<a>'.repeat(5000) + '</a>'.repeat(5000)))).toEqual([[1, 'xml_broken']])
  expect(read('')).toEqual([[1, 'empty']])
  expect(readQuestionFile(Buffer.from([0xff, 0xfe, 0x41]), DESTINATION).problems).toMatchObject([
    { code: 'not_utf8' },
  ])
  expect(readQuestionFile(Buffer.alloc(1_000_001, 'a'), DESTINATION).problems).toMatchObject([
    { code: 'too_large' },
  ])
})

test('questions that are written and read again are the same questions', () => {
  fc.assert(
    fc.property(anyChoiceQuestions, (questions) => {
      // A package without a question is refused as one that holds none.
      fc.pre(questions.length > 0)
      // Spaces beside each other are one in XML.
      fc.pre(!JSON.stringify(questions).includes('  '))
      const file = writeQti({ courseId: 'a-course', language: 'en', questions })
      const read = readQuestionFile(file, DESTINATION)
      expect(read).toMatchObject({ questions, problems: [], notes: [] })
    }),
    { numRuns: 150 },
  )
})

test('a package keeps its files; a broken, too large or encrypted one is refused', () => {
  const entries = [
    { name: 'a.xml', content: Buffer.from('<a/>') },
    { name: 'items/問題.xml', content: Buffer.from('') },
  ]
  const zip = writeZip(entries)
  expect(readZip(zip, all, LIMITS)).toEqual(entries)
  expect(readZip(zip, (name) => name === 'a.xml', LIMITS)).toHaveLength(1)
  expect(readZip(zip, all, { maxEntries: 1, maxBytes: 1000 })).toBeUndefined()
  expect(readZip(zip, all, { maxEntries: 10, maxBytes: 3 })).toBeUndefined()
  const changed = Buffer.from(zip)
  changed[zip.indexOf('<a/>') + 1] = 0x62
  expect(readZip(changed, all, LIMITS)).toBeUndefined()
  for (let length = 0; length < zip.length; length += 1)
    expect(readZip(zip.subarray(0, length), all, LIMITS)).toBeUndefined()
})

test('a package of another system may be compressed, and may not be a bomb', () => {
  const bomb = packedZip(Buffer.alloc(5_000_000, ' '))
  expect(bomb.length).toBeLessThan(10_000)
  expect(readZip(bomb, all, LIMITS)).toBeUndefined()
  expect(readZip(packedZip(Buffer.from('<a/>'.repeat(9))), all, LIMITS)?.[0]?.content.length).toBe(
    36,
  )
})

/** One file, deflated: a stored package whose data, sizes and method are put in their places. */
function packedZip(content: Buffer): Buffer {
  const packed = deflateRawSync(content)
  const checked = writeZip([{ name: 'a.xml', content }])
  const zip = writeZip([{ name: 'a.xml', content: packed }])
  const central = zip.readUInt32LE(zip.length - 6)
  for (const at of [8, central + 10]) zip.writeUInt16LE(8, at)
  zip.writeUInt32LE(checked.readUInt32LE(14), central + 16)
  zip.writeUInt32LE(content.length, central + 24)
  return zip
}
