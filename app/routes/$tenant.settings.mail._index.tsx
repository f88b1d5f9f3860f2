import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import {
  type Column,
  DataTable,
  Empty,
  RowTitle,
  rowLinkClass,
} from '#app/components/data-table.tsx'
import { formatMoment } from '#app/components/dates.ts'
import { Notice } from '#app/components/notice.tsx'
import { SettingsPage } from '#app/components/settings-page.tsx'
import { MailStateTag } from '#app/reports/mail-state.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { listMails } from '#modules/mail/index.ts'

const MOST = 200

export const loader = tenantLoader('till.manage', z.object({}), async (tx, _input, edge) => ({
  mails: await listMails(tx, MOST),
  kind: edge.membership.kind,
}))

type Row = ReturnType<typeof useLoaderData<typeof loader>>['mails'][number]

/** Every letter that went out or waits, and what became of it. */
export default function Mails() {
  const { mails, kind } = useLoaderData<typeof loader>()
  const { slug, words, timeZone } = useOffice()
  const { t } = useTranslation('mail')
  const columns: Column<Row>[] = [
    {
      key: 'to',
      head: t('to'),
      cell: (row) => (
        <RowTitle
          title={
            <Link to={`/${slug}/settings/mail/${row.id}`} className={rowLinkClass}>
              {row.toAddress ?? t('forgotten')}
            </Link>
          }
          under={row.subject}
        />
      ),
    },
    {
      key: 'when',
      head: t('when'),
      wide: true,
      cell: (row) => formatMoment(row.createdAt, { ...words, timeZone }),
    },
    { key: 'state', head: t('state'), cell: (row) => <MailStateTag status={row.status} /> },
  ]
  return (
    <SettingsPage slug={slug} title={t('title')}>
      {mails.some((mail) => mail.status === 'kept') && (
        <Notice kind="waiting" title={t('keptNote')}>
          {t('keptDo')}
        </Notice>
      )}
      <DataTable
        caption={t('list')}
        columns={columns}
        rows={mails}
        rowKey={(row) => row.id}
        empty={<Empty>{kind === 'centre' ? t('none_centre') : t('none')}</Empty>}
      />
    </SettingsPage>
  )
}
