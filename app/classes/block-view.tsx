import { useTranslation } from 'react-i18next'
import { drawingAddress } from '#app/learn/lesson/drawing.ts'
import type { Block, CoursePack, Paragraph, Question } from '#modules/learning/shared.ts'

export interface BlockViewProps {
  block: Block
  pack: Pick<CoursePack, 'pictures' | 'questions' | 'scenarios'>
  /** Who teaches reads the right answer and what is said about each. */
  showsAnswers?: boolean | undefined
}

/** One block of a lesson, to look at: on a trainer's screen, on paper or on the wall. */
export function BlockView({ block, pack, showsAnswers }: BlockViewProps) {
  switch (block.kind) {
    case 'question': {
      const question = pack.questions.find(({ id }) => id === block.questionId)
      return question ? <QuestionView question={question} showsAnswers={showsAnswers} /> : null
    }
    case 'scenario':
      return <ScenarioView scenario={pack.scenarios.find(({ id }) => id === block.scenarioId)} />
    case 'flip':
      return (
        <div className="block block-flip">
          <Paragraphs of={block.front} />
          <div className="block-back">
            <Paragraphs of={block.back} />
          </div>
        </div>
      )
    case 'picture': {
      const drawing = pack.pictures[block.picture]
      return (
        <figure className="block block-picture">
          <img src={drawing && drawingAddress(drawing)} alt={block.alt} />
          <figcaption>
            <Paragraphs of={block.paragraphs} />
          </figcaption>
        </figure>
      )
    }
    case 'checklist':
      return <Listed paragraphs={block.paragraphs} items={block.items} />
    case 'steps':
    case 'own-phone':
      return <Listed paragraphs={block.paragraphs} items={block.steps} isOrdered />
    case 'callout':
      return (
        <div className={`block block-callout tone-is-${block.tone}`}>
          <Paragraphs of={block.paragraphs} />
        </div>
      )
    default:
      return (
        <div className="block">
          <Paragraphs of={block.paragraphs} />
        </div>
      )
  }
}

/** Order never changes in a pack, so a place is a name. */
const placed = <Item,>(items: readonly Item[]) => items.map((item, index) => ({ item, key: index }))

function Words({ of }: { of: Paragraph }) {
  return (
    <>
      {placed(of).map(({ item, key }) =>
        item.strong ? <strong key={key}>{item.text}</strong> : <span key={key}>{item.text}</span>,
      )}
    </>
  )
}

function Paragraphs({ of }: { of: readonly Paragraph[] }) {
  return (
    <>
      {placed(of).map(({ item, key }) => (
        <p key={key}>
          <Words of={item} />
        </p>
      ))}
    </>
  )
}

function Listed(props: { paragraphs: Paragraph[]; items: Paragraph[]; isOrdered?: boolean }) {
  const List = props.isOrdered ? 'ol' : 'ul'
  return (
    <div className="block">
      <Paragraphs of={props.paragraphs} />
      <List className="block-list">
        {placed(props.items).map(({ item, key }) => (
          <li key={key}>
            <Words of={item} />
          </li>
        ))}
      </List>
    </div>
  )
}

interface QuestionViewProps {
  question: Question
  showsAnswers?: boolean | undefined
}

/** A question with what can be answered; for whoever teaches also what is right, and why. */
export function QuestionView({ question, showsAnswers }: QuestionViewProps) {
  const { t } = useTranslation('classes')
  const message = question.message
  return (
    <div className="block block-question">
      {message && (
        <blockquote className="practice">
          <p className="practice-band">{t('course.practice')}</p>
          <p className="muted">
            {message.from} {message.note}
          </p>
          <p>
            {message.phrases.map(({ id, text, flag }) =>
              showsAnswers && flag ? (
                <mark key={id} className="odd-phrase">
                  {text}
                </mark>
              ) : (
                <span key={id}>{text}</span>
              ),
            )}
          </p>
        </blockquote>
      )}
      <p className="block-ask">{question.text}</p>
      <AnswerList question={question} showsAnswers={showsAnswers} />
      {showsAnswers && (
        <p className="hard-say">
          <b>{t('hard.say')}</b>
          <span>{question.explain}</span>
        </p>
      )}
    </div>
  )
}

function AnswerList({ question, showsAnswers }: QuestionViewProps) {
  const { t } = useTranslation('classes')
  if ('options' in question) {
    return (
      <ul className="option-list">
        {question.options.map(({ id, text, isRight, feedback }) => (
          <li key={id} className={showsAnswers && isRight ? 'is-right' : undefined}>
            <b>
              {showsAnswers && isRight && `${t('right')} `}
              {text}
            </b>
            {showsAnswers && <span className="muted">{feedback}</span>}
          </li>
        ))}
      </ul>
    )
  }
  if (question.kind === 'order') return <Plain rows={question.items.map(({ text }) => text)} />
  if (question.kind === 'match') {
    const rows = question.pairs.map(({ left, right }) =>
      showsAnswers ? `${left} – ${right}` : left,
    )
    return <Plain rows={rows} />
  }
  if (question.kind === 'short' && showsAnswers) return <Plain rows={question.answers} />
  return null
}

function Plain({ rows }: { rows: readonly string[] }) {
  return (
    <ul className="option-list">
      {rows.map((row) => (
        <li key={row}>
          <b>{row}</b>
        </li>
      ))}
    </ul>
  )
}

/** What is rehearsed, word by word; it is played on a learner's device. */
function ScenarioView({ scenario }: { scenario: CoursePack['scenarios'][number] | undefined }) {
  const { t } = useTranslation('classes')
  if (!scenario) return null
  return (
    <div className="block practice">
      <p className="practice-band">{t('course.practice')}</p>
      <h3>{scenario.title}</h3>
      <ul className="block-list">
        {scenario.nodes.map((node) => (
          <li key={node.id}>
            {node.text}
            {node.kind === 'choice' && `（${node.options.map(({ text }) => text).join(' / ')}）`}
          </li>
        ))}
      </ul>
    </div>
  )
}
