import { useFetcher } from '@remix-run/react'
import { Send } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { CopyField } from '#app/components/copy-field.tsx'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import type { ActionAnswer } from '#app/server/edge.server.ts'
import { MailStateTag } from './mail-state.tsx'
import { useOffice } from './use-office.ts'

export interface SaleMailProps {
  saleId: string
  /** Of the next letter: a second press asks for the same one. */
  mailId: string
  /** Where the customer reads the receipt; nothing in a shop without such links. */
  url: string | undefined
  mails: readonly { id: string; toAddress: string | null; status: string }[]
}

/** The receipt without paper: a letter, or a link to paste into a chat. */
export function SaleMailCard({ saleId, mailId, url, mails }: SaleMailProps) {
  const { slug } = useOffice()
  const { t } = useTranslation('mail')
  const fetcher = useFetcher<ActionAnswer<null>>()
  const errors = useFormErrors(fetcher.data, ['toAddress'])
  return (
    <Card title={t('send.title')} className="no-print">
      <fetcher.Form
        method="post"
        action={`/${slug}/sales/${saleId}/mail`}
        className="stack"
        // Empty again once a letter was written, and not while a refused one is being corrected.
        key={mails.length}
        noValidate
      >
        <input type="hidden" name="mailId" value={mailId} />
        <Field
          label={t('send.address')}
          name="toAddress"
          type="email"
          inputMode="email"
          autoComplete="off"
          required
          maxLength={254}
          error={errors.field('toAddress')}
        />
        <Button
          type="submit"
          kind="outline"
          icon={Send}
          busy={fetcher.state !== 'idle'}
          busyLabel={t('send.busy')}
        >
          {t('send.submit')}
        </Button>
      </fetcher.Form>
      <p role="status">{errors.general || (fetcher.data?.ok === true && t('send.done'))}</p>
      {mails.length > 0 && (
        <>
          <h3>{t('send.earlier')}</h3>
          <ul className="rows">
            {mails.map((mail) => (
              <li key={mail.id}>
                <span>{mail.toAddress ?? t('forgotten')}</span>
                <MailStateTag status={mail.status} />
              </li>
            ))}
          </ul>
        </>
      )}
      {url !== undefined && (
        <>
          <CopyField
            label={t('send.link')}
            value={url}
            copyLabel={t('send.copy')}
            copiedLabel={t('send.copied')}
          />
          <p className="muted">{t('send.linkHint')}</p>
        </>
      )}
    </Card>
  )
}
