import { ChartColumn } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { AnswerBars } from './answer-bars.tsx'
import type { ClassLive } from './class-live.ts'
import { useLive } from './use-live.ts'

export interface WallCountsProps {
  live: ClassLive
  address: string
  questionId: string
}

/**
 * How a class answered a question, once the trainer opens it: before that nobody is led by what the
 * others chose. Counts only, and never a name.
 */
export function WallCounts({ live: first, address, questionId }: WallCountsProps) {
  const { live } = useLive(first, address)
  const { t } = useTranslation('classes')
  const [isOpen, setIsOpen] = useState(false)
  const question = live.questions.find(({ id }) => id === questionId)
  if (!question) return null
  return (
    <section className="wall-counts" aria-label={t('project.counts')}>
      <p className="wall-counts-sum">{t('project.answered', { count: question.answered })}</p>
      {isOpen ? (
        <AnswerBars question={question} />
      ) : (
        <Button size="pay" icon={ChartColumn} onClick={() => setIsOpen(true)}>
          {t('project.show')}
        </Button>
      )}
    </section>
  )
}
