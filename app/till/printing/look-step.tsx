import { Printer } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Notice } from '#app/components/notice.tsx'
import { Segments, type SegmentsProps } from '#app/components/segments.tsx'
import { newId } from '#modules/kernel/shared.ts'
import { buildTestPage } from '#modules/printing/shared.ts'
import type { Selling } from '../use-selling.ts'
import type { WorkingTill } from '../working-till.ts'
import { queueOf, TEST_PAGE } from './open-papers.ts'
import { chooseOwnPrinter, type OwnPrinter } from './own-printer.ts'
import type { PaperJob } from './paper-job.ts'
import { BAUD_RATES } from './serial-transport.ts'

export interface LookStepProps {
  till: WorkingTill
  selling: Selling
  printer: OwnPrinter
}

const WIDTHS = ['384', '576'] as const
const DENSITIES = ['light', 'normal', 'dark'] as const

/** A test page comes out; what one sees of it sets the printer right. */
export function LookStep({ till, selling, printer }: LookStepProps) {
  const { t } = useTranslation('tillprinter')
  const [outcome, setOutcome] = useState<PaperJob['state'] | 'busy'>('busy')
  const print = useTestPage({ till, selling, printer })
  const printNow = async () => {
    setOutcome('busy')
    setOutcome((await print()) ?? 'failed')
  }
  const first = useRef(printNow)
  useEffect(() => {
    void first.current()
  }, [])
  const change = (more: Partial<OwnPrinter>) =>
    chooseOwnPrinter(till.registered.tillId, { ...printer, ...more })
  const { reach } = printer
  return (
    <div className="stack">
      {outcome === 'busy' && <p role="status">{t('look.printing')}</p>}
      {outcome === 'sent' && <p role="status">{t('look.sent')}</p>}
      {(outcome === 'failed' || outcome === 'unknown') && (
        <Notice kind="wrong" title={t('look.failed')} announce>
          {t(`look.failed_${reach.way}`)}
        </Notice>
      )}
      <Button
        size="key"
        wide
        icon={Printer}
        busy={outcome === 'busy'}
        onClick={() => void printNow()}
      >
        {t('look.again')}
      </Button>
      <Question
        title={t('look.width')}
        hint={t('look.width_hint')}
        name="width"
        value={printer.widthDots === 576 ? '576' : '384'}
        onChoose={(value) => change({ widthDots: value === '576' ? 576 : 384 })}
        segments={WIDTHS.map((value) => ({ value, label: t(`look.width_${value}`) }))}
      />
      <Question
        title={t('look.density')}
        name="density"
        value={printer.density}
        onChoose={(density) => change({ density })}
        segments={DENSITIES.map((value) => ({ value, label: t(`look.density_${value}`) }))}
      />
      <YesNo
        name="cutter"
        title={t('look.cutter')}
        value={printer.hasCutter}
        onChoose={(hasCutter) => change({ hasCutter })}
      />
      <YesNo
        name="drawer"
        title={t('look.drawer')}
        value={printer.hasDrawer}
        onChoose={(hasDrawer) => change({ hasDrawer })}
      />
      {reach.way === 'serial' && (
        <Question
          title={t('look.speed')}
          hint={t('look.speed_hint')}
          name="speed"
          grid
          value={String(reach.baudRate)}
          onChoose={(value) => change({ reach: { ...reach, baudRate: Number(value) } })}
          segments={BAUD_RATES.map((rate) => ({ value: String(rate), label: String(rate) }))}
        />
      )}
    </div>
  )
}

interface QuestionProps<Value extends string> extends Omit<SegmentsProps<Value>, 'label' | 'size'> {
  title: string
  hint?: string
}

/** What is asked, and the keys to answer with. */
function Question<Value extends string>({ title, hint, ...answers }: QuestionProps<Value>) {
  return (
    <>
      <h3>{title}</h3>
      {hint && <p className="muted">{hint}</p>}
      <Segments label={title} size="key" {...answers} />
    </>
  )
}

function YesNo(props: {
  title: string
  name: string
  value: boolean
  onChoose: (value: boolean) => void
}) {
  const { t } = useTranslation('tillprinter')
  return (
    <Question
      title={props.title}
      name={props.name}
      value={props.value ? 'yes' : 'no'}
      onChoose={(value) => props.onChoose(value === 'yes')}
      segments={[
        { value: 'yes', label: t('look.yes') },
        { value: 'no', label: t('look.no') },
      ]}
    />
  )
}

/** Each press is a page of its own. It cuts and opens the drawer, so that one sees whether it can. */
function useTestPage({ till, selling, printer }: LookStepProps) {
  const texts = useTranslation(['receipt', 'common'])
  const { tenant } = selling.snapshot
  return async () => {
    // Everything goes out as a picture: there are no code pages to choose from.
    const { letters: _, ...document } = buildTestPage(
      printer,
      tenant,
      (key, values) => String(texts.t(key as 'receipt:title', values ?? {})),
      { language: selling.language, at: new Date() },
    )
    const queue = await queueOf(till)
    return queue.ask(
      { document, sourceType: TEST_PAGE, sourceId: newId(), opensDrawer: true },
      true,
    )
  }
}
