import { Check, ShieldCheck, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Question, Scenario, ScenarioNode } from '#modules/learning/shared.ts'

/** A case as learners meet it, on one page: what is said, each way on, and the question. */
export function CasePreview(props: { scenario: Scenario; question: Question }) {
  const { scenario, question } = props
  const { t } = useTranslation('cases')
  const node = (id: string) => scenario.nodes.find((each) => each.id === id)
  const choice = scenario.nodes.find((each) => each.kind === 'choice')
  return (
    <div className="case-preview" lang="zh-TW">
      <section className="case-practice" aria-label={t('preview.band')}>
        <p className="case-band">
          <ShieldCheck aria-hidden="true" />
          <span>{t('preview.band')}</span>
        </p>
        <p>
          <b>{scenario.from}</b> <span className="muted">{scenario.note}</span>
        </p>
        {scenario.nodes.map((each) => (
          <Spoken key={each.id} node={each} />
        ))}
      </section>
      {choice?.kind === 'choice' && (
        <>
          <p>
            <b>{choice.text}</b>
          </p>
          <ul className="case-ways">
            {choice.options.map((option) => (
              <li key={option.id}>
                <b>{option.text}</b>
                <br />
                {textOf(node(option.next))}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="muted">{t('preview.rescue')}</p>
      <p>
        <b>{t('preview.question')}</b>
        <br />
        {question.text}
      </p>
      {'options' in question && (
        <ul className="case-ways">
          {question.options.map((option) => (
            <li key={option.id} className="case-answer">
              {option.isRight ? (
                <Check aria-label={t('preview.right')} />
              ) : (
                <X aria-label={t('preview.wrong')} />
              )}
              <span>{option.text}</span>
            </li>
          ))}
        </ul>
      )}
      <p>{question.explain}</p>
    </div>
  )
}

function Spoken({ node }: { node: ScenarioNode }) {
  const isSpoken = node.kind === 'call' || node.kind === 'sms' || node.kind === 'message'
  if (!isSpoken) return null
  return (
    <>
      <p className="case-bubble">{node.text}</p>
      {node.flag && <p className="case-flag">{node.flag}</p>}
    </>
  )
}

const textOf = (node: ScenarioNode | undefined): string => node?.text ?? ''
