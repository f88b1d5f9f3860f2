import { useFetcher } from '@remix-run/react'
import { Check, Copy, FileText, Phone, Printer } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { TextArea } from '#app/components/text-area.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import type { ActionAnswer } from '#app/server/edge.server.ts'
import type { SentHow } from '#modules/buying/shared.ts'
import { newId } from '#modules/kernel/shared.ts'

export interface SendOrderCardProps {
  orderId: string
  /** The order as text, for LINE or any other way. */
  message: string
  hasPrinter: boolean
  /** Of the print: a second press asks for the same one. */
  requestId: string
}

/** How an order goes out: as a message, on paper, as a file, or by telephone. Each is noted. */
export function SendOrderCard({ orderId, message, hasPrinter, requestId }: SendOrderCardProps) {
  const { slug } = useOffice()
  const { t } = useTranslation('buying')
  const noted = useFetcher<ActionAnswer<unknown>>()
  const printed = useFetcher<ActionAnswer<null>>()
  const errors = useFormErrors(printed.data, [])
  const text = useRef<HTMLTextAreaElement>(null)
  const [isCopied, setCopied] = useState(false)
  const note = (how: SentHow) => {
    void noted.submit({ act: 'send', how, stepId: newId() }, { method: 'post' })
  }
  const copy = async () => {
    text.current?.select()
    // Browsers give the clipboard to HTTPS pages only; a shop's own server has the older way.
    if (navigator.clipboard) await navigator.clipboard.writeText(message)
    else document.execCommand('copy')
    setCopied(true)
    note('message')
  }
  const papers = `/${slug}/stock/buying/orders/${orderId}`
  return (
    <Card title={t('send.title')} className="no-print">
      <TextArea
        ref={text}
        label={t('send.message')}
        readOnly
        rows={Math.min(message.split('\n').length + 1, 14)}
        value={message}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button kind="outline" icon={isCopied ? Check : Copy} wide onClick={() => void copy()}>
        {t(isCopied ? 'send.copied' : 'send.copy')}
      </Button>
      <div className="row">
        {hasPrinter && (
          <printed.Form method="post" action={`${papers}/print`}>
            <input type="hidden" name="requestId" value={requestId} />
            <Button type="submit" icon={Printer} busy={printed.state !== 'idle'}>
              {t('send.print')}
            </Button>
          </printed.Form>
        )}
        <a
          className={buttonClass({})}
          href={`${papers}/sheet.pdf`}
          target="_blank"
          rel="noreferrer"
          onClick={() => note('pdf')}
        >
          <ButtonFace icon={FileText}>{t('send.pdf')}</ButtonFace>
        </a>
        <Button icon={Phone} onClick={() => note('told')} busy={noted.state !== 'idle'}>
          {t('send.told')}
        </Button>
      </div>
      <p role="status">
        {errors.general || (printed.data?.ok === true && t('send.printed'))}
        {isCopied && t('send.copiedText')}
      </p>
    </Card>
  )
}
