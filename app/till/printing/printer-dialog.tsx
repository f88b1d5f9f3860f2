import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Dialog } from '#app/components/dialog.tsx'
import { newId } from '#modules/kernel/shared.ts'
import type { DialogParts } from '../use-recording.tsx'
import { type Connected, ConnectStep } from './connect-step.tsx'
import { LookStep } from './look-step.tsx'
import { chooseOwnPrinter, type OwnPrinter, useOwnPrinter } from './own-printer.ts'

type Step = 'now' | 'how' | 'look'

/** The printer of this till: how it is connected, a page to try it, and what one sees. */
export function PrinterDialog({ till, selling, onClose }: DialogParts) {
  const { t } = useTranslation('tillprinter')
  const { tillId, name } = till.registered
  const own = useOwnPrinter(tillId)
  const [step, setStep] = useState<Step>(own ? 'now' : 'how')
  /** What stood before; it comes back when one leaves without saying that all is well. */
  const before = useRef(own)
  const keep = (printer: OwnPrinter | undefined) => {
    chooseOwnPrinter(tillId, printer)
    before.current = printer
  }
  const leave = () => {
    chooseOwnPrinter(tillId, before.current)
    onClose()
  }
  const connected = ({ reach }: Connected) => {
    const first = { widthDots: 384, density: 'normal', hasCutter: false, hasDrawer: false } as const
    const printer = { ...first, ...own, id: newId(), name: t('name', { till: name }), reach }
    if (reach.way === 'browser') {
      keep({ ...printer, hasCutter: false, hasDrawer: false })
      selling.show({ text: t('done_browser') })
      return onClose()
    }
    chooseOwnPrinter(tillId, printer)
    setStep('look')
  }
  const finish = () => {
    keep(own)
    selling.show({ text: t('done') })
    onClose()
  }
  const titles = { now: t('title'), how: t('how.title'), look: t('look.title') }
  return (
    <Dialog
      open
      onClose={leave}
      closeLabel={t('close')}
      title={titles[step]}
      wide
      actions={
        step === 'look' && (
          <>
            <Button size="key" onClick={() => setStep('how')}>
              {t('another')}
            </Button>
            <Button kind="primary" size="key" onClick={finish}>
              {t('finish')}
            </Button>
          </>
        )
      }
    >
      {step === 'now' && own && (
        <div className="stack">
          <p>
            <b>{own.name}</b>
          </p>
          <p className="muted">{t(`how.${own.reach.way}`)}</p>
          {own.reach.way !== 'browser' && (
            <Button size="key" wide onClick={() => setStep('look')}>
              {t('try')}
            </Button>
          )}
          <Button size="key" wide onClick={() => setStep('how')}>
            {t('another')}
          </Button>
          <Button
            size="key"
            wide
            onClick={() => {
              keep(undefined)
              setStep('how')
            }}
          >
            {t('remove')}
          </Button>
        </div>
      )}
      {step === 'how' && <ConnectStep onConnected={connected} />}
      {step === 'look' && own && <LookStep {...{ till, selling, printer: own }} />}
    </Dialog>
  )
}
