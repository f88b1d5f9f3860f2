import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Button } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { SettingsPage } from '#app/components/settings-page.tsx'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { tills } from '#modules/pos/index.ts'
import { PinForm } from '#modules/pos/shared.ts'

export const loader = tenantLoader('till.sell', z.object({}), async (tx, _input, edge) => ({
  slug: edge.membership.slug,
  hasPin: await tills.hasPin(tx, edge.actor.userId),
}))

export const action = tenantAction('till.sell', PinForm, async (tx, { pin }, edge) => {
  await tills.setPin(tx, { userId: edge.actor.userId, pin })
  return { done: true }
})

/** One's own six digits for the till. */
export default function PinSettings() {
  const { slug, hasPin } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('tills')
  const errors = useFormErrors(answer, ['pin', 'again'], { 'pos.weak_pin': 'pin' })
  return (
    <SettingsPage slug={slug} title={t('pin.title')}>
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      {answer?.ok && (
        <Notice kind="done" title={t('pin.saved')} announce>
          {t('pin.saved_hint')}
        </Notice>
      )}
      <Card title={hasPin ? t('pin.change') : t('pin.first')}>
        <Form method="post" className="stack" key={answer?.ok ? 'saved' : 'new'}>
          <p>{t('pin.about')}</p>
          {(['pin', 'again'] as const).map((name) => (
            <Field
              key={name}
              label={t(`pin.${name}`)}
              name={name}
              type="password"
              inputMode="numeric"
              autoComplete="off"
              maxLength={6}
              error={errors.field(name)}
            />
          ))}
          <Button type="submit" kind="primary" wide>
            {t('pin.save')}
          </Button>
        </Form>
      </Card>
    </SettingsPage>
  )
}
