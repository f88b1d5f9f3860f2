import '#app/bank/bank.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Button } from '#app/components/button.tsx'
import { Empty } from '#app/components/data-table.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { rules } from '#modules/banking/index.ts'
import { may } from '#modules/identity/index.ts'

export const loader = tenantLoader('books.read', z.object({}), async (tx, _input, edge) => ({
  rules: await rules.listRules(tx),
  mayWrite: may(edge.membership.role, 'books.write'),
  title: textsFor(languageOf(edge.request)).t('banking:rules.title'),
}))

export const action = tenantAction('books.write', z.object({ id: z.uuid() }), rules.forgetRule)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** What was remembered about lines of the bank. */
export default function BankRules() {
  const { rules: all, mayWrite } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const errors = useFormErrors(answer, [])
  const { slug } = useOffice()
  const { t } = useTranslation('banking')
  return (
    <>
      <PartHeader
        title={t('rules.title')}
        under={t('rules.text')}
        back={{ to: `/${slug}/books/bank`, label: t('back') }}
      />
      <div className="stack bank-column">
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        {all.length === 0 && (
          <div className="empty">
            <Empty>{t('rules.none')}</Empty>
          </div>
        )}
        <ul className="bank-lines" aria-label={t('rules.title')}>
          {all.map((rule) => (
            <li key={rule.id} className="bank-line">
              <p>
                {t(`rules.says.${rule.direction}`, {
                  contains: rule.contains,
                  account: rule.accountName,
                })}
              </p>
              <p className="muted">
                {[
                  rule.bankName ?? t('rules.everyBank'),
                  rule.costCentreName,
                  rule.memo && t('rules.memo', { memo: rule.memo }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
              {mayWrite && (
                <Form method="post">
                  <input type="hidden" name="id" value={rule.id} />
                  <Button type="submit" kind="quiet" icon={Trash2}>
                    {t('rules.forget')}
                  </Button>
                </Form>
              )}
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}
