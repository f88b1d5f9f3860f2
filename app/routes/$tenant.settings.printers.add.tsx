import { Link, useLoaderData } from '@remix-run/react'
import {
  ArrowLeft,
  Cable,
  CircleHelp,
  Cloud,
  Laptop,
  Printer,
  TabletSmartphone,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Notice } from '#app/components/notice.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import '#app/printers/printers.css'
import { tenantLoader } from '#app/server/edge.server.ts'

export const loader = tenantLoader('till.manage', z.object({}), async (_tx, _input, edge) => ({
  slug: edge.membership.slug,
  mayCallPrinters: edge.context.printerHosts.length > 0,
}))

/** How is the printer connected? Everything after this page follows from the answer. */
export default function AddPrinter() {
  const { slug, mayCallPrinters } = useLoaderData<typeof loader>()
  const { t } = useTranslation('printers')
  const form = (kind: string) => `/${slug}/settings/printers/new?kind=${kind}`
  const ways = [
    { id: 'till', icon: TabletSmartphone, to: `/till/?shop=${slug}` },
    { id: 'agent', icon: Laptop, to: form('agent') },
    { id: 'star', icon: Cloud, to: form('star') },
    { id: 'epson', icon: Cloud, to: form('epson') },
    ...(mayCallPrinters ? [{ id: 'tcp', icon: Cable, to: form('tcp') } as const] : []),
  ] as const
  return (
    <>
      <PageHeader
        title={t('way.title')}
        back={
          <Link to={`/${slug}/settings/printers`} className={buttonClass({ kind: 'quiet' })}>
            <ButtonFace icon={ArrowLeft}>{t('form.back')}</ButtonFace>
          </Link>
        }
      />
      <div className="stack stack-loose settings-column">
        <p>{t('way.ask')}</p>
        <ul className="printer-ways">
          {ways.map(({ id, icon: Icon, to }) => (
            <li key={id}>
              {/* The till is an app of its own, and is loaded as a whole. */}
              <Link to={to} className="printer-way" reloadDocument={id === 'till'}>
                <span className="printer-way-picture" aria-hidden="true">
                  <Icon />
                  <Printer />
                </span>
                <b>{t(`way.${id}`)}</b>
                <span className="muted">{t(`way.${id}Hint`)}</span>
              </Link>
            </li>
          ))}
        </ul>
        <Notice kind="waiting" icon={CircleHelp} title={t('way.unsure')}>
          {t('way.unsureText')}
        </Notice>
      </div>
    </>
  )
}
