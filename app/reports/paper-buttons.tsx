import { useFetcher } from '@remix-run/react'
import { FileText, Printer } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import type { ActionAnswer } from '#app/server/edge.server.ts'

export interface PaperButtonsProps {
  /** What the paper is, e.g. 印對帳單. */
  label: string
  /** Where the form goes that puts the paper on the printer's list. */
  action: string
  pdf: string
  /** What the file is called where a page offers several. */
  pdfLabel?: string | undefined
  /** Without a printer only the file is offered. */
  hasPrinter: boolean
  /** Of this paper: a second press asks for the same one. */
  requestId: string
}

/** A paper on the shop's printer, or as a file, and whether it went out. */
export function PaperButtons(props: PaperButtonsProps) {
  const { label, action, pdf, pdfLabel, hasPrinter, requestId } = props
  const { t } = useTranslation('today')
  const fetcher = useFetcher<ActionAnswer<null>>()
  const errors = useFormErrors(fetcher.data, [])
  return (
    <div className="row no-print">
      {hasPrinter && (
        <fetcher.Form method="post" action={action}>
          <input type="hidden" name="requestId" value={requestId} />
          <Button type="submit" kind="outline" icon={Printer} busy={fetcher.state !== 'idle'}>
            {label}
          </Button>
        </fetcher.Form>
      )}
      <a className={buttonClass({})} href={pdf} target="_blank" rel="noreferrer">
        <ButtonFace icon={FileText}>{pdfLabel ?? t('paper.pdf')}</ButtonFace>
      </a>
      <p role="status">{errors.general || (fetcher.data?.ok === true && t('paper.sent'))}</p>
    </div>
  )
}
