import '#app/stock/stock.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Button } from '#app/components/button.tsx'
import { RadioGroup } from '#app/components/choices.tsx'
import { formatDay } from '#app/components/dates.ts'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { changeStockMethod, listMethodChanges } from '#modules/inventory/index.ts'
import { STOCK_METHODS } from '#modules/inventory/shared.ts'
import { dayIn } from '#modules/kernel/shared.ts'

export const loader = tenantLoader('goods.manage', z.object({}), async (tx, _input, edge) => {
  const changes = await listMethodChanges(tx)
  return {
    method: changes[0]?.method ?? ('average' as const),
    changes: changes.map(({ method, validFrom }) => ({ method, at: validFrom.toISOString() })),
    title: textsFor(languageOf(edge.request)).t('stock:method.title'),
  }
})

const Input = z.object({ method: z.enum(STOCK_METHODS) })

export const action = tenantAction('goods.manage', Input, async (tx, { method }) => ({
  isChanged: await changeStockMethod(tx, method),
}))

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** How the shop works out what goods cost. Changing it changes no value that stands. */
export default function Method() {
  const { method, changes, title } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { slug, words, timeZone } = useOffice()
  const { t } = useTranslation('stock')
  const isBusy = useNavigation().formMethod === 'POST'
  const errors = useFormErrors(answer, [])
  return (
    <>
      <PartHeader title={title} back={{ to: `/${slug}/stock`, label: t('part.onHand') }} />
      <Form method="post" className="stack stack-loose stock-column">
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        {answer?.ok && (
          <Notice
            kind="done"
            title={answer.value.isChanged ? t('method.changed') : t('method.same')}
            announce
          />
        )}
        <RadioGroup
          key={method}
          legend={t('method.legend')}
          name="method"
          defaultValue={method}
          options={STOCK_METHODS.map((value) => ({
            value,
            label: t(`method.word.${value}`),
            hint: t(`method.hint.${value}`),
          }))}
        />
        <p className="muted">{t('method.means')}</p>
        <div className="row">
          <Button type="submit" kind="primary" size="key" icon={Check} busy={isBusy}>
            {t('method.save')}
          </Button>
        </div>
        {changes.length > 0 && (
          <section aria-label={t('method.history')}>
            <h3>{t('method.history')}</h3>
            <ul>
              {changes.map((change) => (
                <li key={change.at}>
                  {t('method.since', {
                    day: formatDay(dayIn(timeZone, new Date(change.at)), words),
                    method: t(`method.word.${change.method}`),
                  })}
                </li>
              ))}
            </ul>
          </section>
        )}
      </Form>
    </>
  )
}
