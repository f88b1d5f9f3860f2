import '#app/reports/reports.css'
import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { FileText, Printer } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { AccountPage } from '#app/components/account-page.tsx'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { formatMoney } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { ReceiptView } from '#app/components/receipt-view.tsx'
import { receiptDocument } from '#app/server/papers.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { PRIVATE_PAGE } from '#app/server/public-limit.server.ts'
import { useDays } from '#app/use-days.ts'
import { openReceiptLink } from '#modules/pos/index.ts'

const STATUS = { unknown: 404, not_yet: 404, expired: 410 } as const

/** `GET /r/<token>`: a receipt for whoever holds its code; in their language, without an account. */
export async function loader({ params, request }: LoaderFunctionArgs) {
  const opened = await openReceiptLink(params.token ?? '', new Date())
  if (opened.state !== 'open') {
    return data({ state: opened.state }, { status: STATUS[opened.state], headers: PRIVATE_PAGE })
  }
  const { receipt, refundedMinor, expiresAt } = opened
  const language = languageOf(request)
  // The code would lead to this very page.
  const document = { ...(await receiptDocument(receipt, 'receipt', { language })), codes: [] }
  const shown = { state: opened.state, document, refundedMinor, expiresAt, token: params.token }
  return data(shown, { headers: PRIVATE_PAGE })
}

export const headers = () => PRIVATE_PAGE

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.state === 'open' ? page.document.heading.shopName : 'Tillage 耕舖' },
  { name: 'robots', content: 'noindex' },
]

export default function ReceiptPage() {
  const page = useLoaderData<typeof loader>()
  const { t } = useTranslation('receipt')
  const { full } = useDays()
  if (page.state !== 'open') {
    return (
      <AccountPage title={t('page.title')} hasDisplaySwitch>
        <Notice
          kind={page.state === 'not_yet' ? 'waiting' : 'wrong'}
          title={t(`page.${page.state}`)}
        >
          {t(`page.${page.state}_do`)}
        </Notice>
      </AccountPage>
    )
  }
  const { document, refundedMinor, expiresAt, token } = page
  return (
    <AccountPage title={t('page.title')} hasDisplaySwitch>
      {refundedMinor > 0 && (
        <Notice kind="done" title={t('page.refunded', { amount: formatMoney(refundedMinor) })} />
      )}
      <ReceiptView document={document} />
      <div className="row no-print">
        <a
          className={buttonClass({ kind: 'primary' })}
          href={`/r/${token}/pdf`}
          target="_blank"
          rel="noreferrer"
        >
          <ButtonFace icon={FileText}>{t('page.pdf')}</ButtonFace>
        </a>
        <Button icon={Printer} onClick={() => window.print()}>
          {t('page.print')}
        </Button>
      </div>
      <p className="muted no-print">{t('page.until', { day: full(expiresAt) })}</p>
    </AccountPage>
  )
}
