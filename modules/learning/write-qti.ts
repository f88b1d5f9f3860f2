import type { CoursePack, Question } from './shared-course.ts'
import { askedText } from './write-gift.ts'
import { writeZip, type ZipEntry } from './zip-file.ts'

type ChoiceQuestion = Extract<Question, { kind: 'single' | 'multiple' | 'true-false' }>

const ITEM = 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0'
const PACKAGE = 'http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1'

/**
 * The questions with choices of a course as a QTI 3 package: one item a file, and the list of them.
 * The other kinds of questions are left out.
 * @see https://www.imsglobal.org/spec/qti/v3p0/impl
 */
export function writeQti(course: Pick<CoursePack, 'courseId' | 'language' | 'questions'>): Buffer {
  const choices = course.questions.filter((each): each is ChoiceQuestion => 'options' in each)
  const items = choices.map(
    (question): ZipEntry => ({
      name: `items/${question.id}.xml`,
      content: Buffer.from(writeQtiItem(question, course.language)),
    }),
  )
  const manifest = { name: 'imsmanifest.xml', content: Buffer.from(manifestOf(course, choices)) }
  return writeZip([manifest, ...items])
}

function manifestOf({ courseId }: { courseId: string }, choices: ChoiceQuestion[]): string {
  const resources = choices.map(
    ({ id }) =>
      `    <resource identifier="${id}" type="imsqti_item_xmlv3p0" href="items/${id}.xml">\n` +
      `      <file href="items/${id}.xml"/>\n    </resource>\n`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest xmlns="${PACKAGE}" identifier="${courseId}">
  <metadata>
    <schema>QTI Package</schema>
    <schemaversion>3.0.0</schemaversion>
  </metadata>
  <organizations/>
  <resources>
${resources.join('')}  </resources>
</manifest>
`
}

/** One question with choices as an item of QTI 3; `label` keeps what only our courses know. */
export function writeQtiItem(question: ChoiceQuestion, language: string): string {
  const { id, kind, outcome, about, options, explain } = question
  const cardinality = kind === 'multiple' ? 'multiple' : 'single'
  const label = `kind:${kind} outcome:${outcome} about:${about}`
  const right = options.filter(({ isRight }) => isRight)
  return `<?xml version="1.0" encoding="UTF-8"?>
<qti-assessment-item xmlns="${ITEM}" identifier="${id}" title="${id}" label="${label}" adaptive="false" time-dependent="false" xml:lang="${language}">
  <qti-response-declaration identifier="RESPONSE" cardinality="${cardinality}" base-type="identifier">
    <qti-correct-response>
${right.map((each) => `      <qti-value>${each.id}</qti-value>\n`).join('')}    </qti-correct-response>
  </qti-response-declaration>
  <qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float">
    <qti-default-value>
      <qti-value>0</qti-value>
    </qti-default-value>
  </qti-outcome-declaration>
  <qti-outcome-declaration identifier="FEEDBACK" cardinality="${cardinality}" base-type="identifier"/>
  <qti-outcome-declaration identifier="EXPLAIN" cardinality="single" base-type="identifier"/>
  <qti-item-body>
    <qti-choice-interaction response-identifier="RESPONSE" shuffle="true" max-choices="${kind === 'multiple' ? 0 : 1}">
      <qti-prompt>${xml(askedText(question))}</qti-prompt>
${options.map(choiceOf).join('')}    </qti-choice-interaction>
  </qti-item-body>
${PROCESSING}
  <qti-modal-feedback outcome-identifier="EXPLAIN" identifier="always" show-hide="show">
    <qti-content-body>${xml(explain)}</qti-content-body>
  </qti-modal-feedback>
</qti-assessment-item>
`
}

const choiceOf = ({ id, text, feedback }: ChoiceQuestion['options'][number]): string =>
  `      <qti-simple-choice identifier="${id}">${xml(text)}` +
  `<qti-feedback-inline outcome-identifier="FEEDBACK" identifier="${id}" show-hide="show">` +
  `${xml(feedback)}</qti-feedback-inline></qti-simple-choice>\n`

/** All right choices and no other: one mark. Each choice says its own, and all are told why. */
const PROCESSING = `  <qti-response-processing>
    <qti-response-condition>
      <qti-response-if>
        <qti-match>
          <qti-variable identifier="RESPONSE"/>
          <qti-correct identifier="RESPONSE"/>
        </qti-match>
        <qti-set-outcome-value identifier="SCORE">
          <qti-base-value base-type="float">1</qti-base-value>
        </qti-set-outcome-value>
      </qti-response-if>
    </qti-response-condition>
    <qti-set-outcome-value identifier="FEEDBACK">
      <qti-variable identifier="RESPONSE"/>
    </qti-set-outcome-value>
    <qti-set-outcome-value identifier="EXPLAIN">
      <qti-base-value base-type="identifier">always</qti-base-value>
    </qti-set-outcome-value>
  </qti-response-processing>`

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** Text within XML; a new line is an element of its own, since spaces are one there. */
const xml = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign).replaceAll('\n', '<br/>')
