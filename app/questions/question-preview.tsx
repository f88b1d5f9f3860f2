import { Check, Download } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Notice } from '#app/components/notice.tsx'
import { Tag } from '#app/components/tag.tsx'
import { TextArea } from '#app/components/text-area.tsx'
import { errorText } from '#app/refusal.ts'
import type { questionFiles } from '#modules/learning/index.ts'
import type { Question } from '#modules/learning/shared.ts'
import './questions.css'
import type { ReadUpload } from './read-upload.server.ts'

type Issue = questionFiles.FileIssue

/** What a file would become: what could not be read, what is different, and the text to paste. */
export function QuestionPreview({ read }: { read: ReadUpload }) {
  const { t } = useTranslation('questions')
  const { counts, fileName, problems, notes, language } = read
  const isWhole = counts.problems === 0 && counts.questions > 0
  return (
    <>
      <Notice
        kind={isWhole ? 'done' : counts.questions === 0 ? 'wrong' : 'waiting'}
        title={t('found', { count: counts.questions })}
        announce
      >
        {fileName && <p>{t('fileName', { name: fileName })}</p>}
        {counts.problems > 0 && <p>{t('notRead', { count: counts.problems })}</p>}
        {counts.questions > 0 && <p>{t(`oneLanguage.${language}`)}</p>}
      </Notice>
      {counts.problems > 0 && (
        <Issues title={t('problems')} issues={problems} total={counts.problems} />
      )}
      {counts.notes > 0 && <Issues title={t('notes')} issues={notes} total={counts.notes} />}
      {counts.questions > 0 && <Result read={read} />}
    </>
  )
}

function Issues({ title, issues, total }: { title: string; issues: Issue[]; total: number }) {
  const { t, i18n } = useTranslation('questions')
  return (
    <Card title={title}>
      {total > issues.length && <p>{t('firstOnly', { shown: issues.length, total })}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <ul className="import-problems" tabIndex={0} aria-label={title}>
        {issues.map(({ file, line, code, data }) => (
          <li key={`${file} ${line} ${code} ${JSON.stringify(data)}`}>
            <b>{file ?? t('line', { line })}</b>
            <span>{errorText(i18n, `question_file.${code}`, data) ?? code}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Result({ read }: { read: ReadUpload }) {
  const { t } = useTranslation('questions')
  const { questions, counts, yaml, language, courseId } = read
  const download = () => {
    const address = URL.createObjectURL(new Blob([yaml], { type: 'application/yaml' }))
    const link = document.createElement('a')
    link.href = address
    link.download = 'questions.yaml'
    link.click()
    setTimeout(() => URL.revokeObjectURL(address), 60_000)
  }
  return (
    <>
      <Card title={t('result')}>
        <p className="measure">{t('resultHint', { course: courseId })}</p>
        <div className="row">
          <Button kind="primary" icon={Download} onClick={download}>
            {t('download')}
          </Button>
        </div>
        <TextArea label={t('text')} value={yaml} readOnly rows={10} spellCheck={false} />
      </Card>
      <Card title={t('preview')}>
        {counts.questions > questions.length && (
          <p>{t('firstOnly', { shown: questions.length, total: counts.questions })}</p>
        )}
        <ol className="question-list" lang={language}>
          {questions.map((question) => (
            <OneQuestion key={question.id} question={question} />
          ))}
        </ol>
      </Card>
    </>
  )
}

function OneQuestion({ question }: { question: Question }) {
  const { t, i18n } = useTranslation('questions')
  const id = useId()
  return (
    <li aria-labelledby={id} className="stack stack-tight">
      <p id={id} className="question-text">
        {question.text}
      </p>
      <p lang={i18n.language}>
        <Tag tone="gold">{t(`kind.${question.kind}`)}</Tag>
      </p>
      <ul className="question-parts">
        {partsOf(question).map(({ key, text, isRight, feedback }) => (
          <li key={key}>
            {isRight && <Check aria-label={t('right')} role="img" />}
            <span>{text}</span>
            {feedback && <span className="muted">{feedback}</span>}
          </li>
        ))}
      </ul>
      <p className="muted">{question.explain}</p>
    </li>
  )
}

interface Part {
  key: string
  text: string
  isRight?: boolean
  feedback?: string
}

function partsOf(question: Question): Part[] {
  switch (question.kind) {
    case 'order':
      return question.items.map(({ id, text }, at) => ({ key: id, text: `${at + 1}. ${text}` }))
    case 'match':
      return question.pairs.map(({ id, left, right }) => ({ key: id, text: `${left} → ${right}` }))
    case 'short':
      return question.answers.map((text, at) => ({ key: `${at} ${text}`, text, isRight: true }))
    case 'spot':
      return []
    default:
      return question.options.map(({ id, ...option }) => ({ key: id, ...option }))
  }
}
