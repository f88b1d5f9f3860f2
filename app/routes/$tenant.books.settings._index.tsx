import '#app/components/account.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import {
  CalendarCheck,
  ChevronRight,
  Flag,
  Layers,
  ListTree,
  Lock,
  type LucideIcon,
  ShieldCheck,
} from 'lucide-react'
import { z } from 'zod'
import { useLedgerText } from '#app/books/ledger-text.ts'
import { SealCard } from '#app/books/seal-card.tsx'
import { Button } from '#app/components/button.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { seals } from '#modules/bookkeeping/index.ts'

export const loader = tenantLoader('books.read', z.object({}), async (tx, _input, edge) => ({
  seals: await seals.getSealState(tx),
  title: textsFor(languageOf(edge.request)).t('ledger:settings.title'),
}))

/** Walks over all seals now. */
export const action = tenantAction('books.write', z.object({}), (tx) => seals.checkSeals(tx))

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

const DOORS = [
  { name: 'accounts', icon: ListTree },
  { name: 'cost-centres', icon: Layers },
  { name: 'opening', icon: Flag },
  { name: 'locks', icon: Lock },
  { name: 'year-end', icon: CalendarCheck },
] as const satisfies readonly { name: string; icon: LucideIcon }[]

/** The doors of the books' settings, and whether somebody has changed the books. */
export default function BooksSettings() {
  const { seals: state } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isBusy = useNavigation().state === 'submitting'
  const errors = useFormErrors(answer, [])
  const { slug } = useOffice()
  const { t } = useLedgerText()
  return (
    <div className="stack stack-loose">
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      <ul className="settings-cards">
        {DOORS.map(({ name, icon: Icon }) => (
          <li key={name}>
            <Link to={`/${slug}/books/settings/${name}`} className="settings-card">
              <Icon aria-hidden="true" />
              <span>
                <b>{t(`settings.doors.${name}.title`)}</b>
                <span className="muted">{t(`settings.doors.${name}.text`)}</span>
              </span>
              <ChevronRight aria-hidden="true" />
            </Link>
          </li>
        ))}
      </ul>
      <SealCard state={state}>
        <Form method="post">
          <Button
            type="submit"
            kind="outline"
            icon={ShieldCheck}
            busy={isBusy}
            busyLabel={t('seals.checking')}
          >
            {t('seals.check')}
          </Button>
        </Form>
      </SealCard>
    </div>
  )
}
