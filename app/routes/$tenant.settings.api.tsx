import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Button } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Checkbox } from '#app/components/choices.tsx'
import { CopyField } from '#app/components/copy-field.tsx'
import { Disclosure } from '#app/components/disclosure.tsx'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { SettingsPage } from '#app/components/settings-page.tsx'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { useDays } from '#app/use-days.ts'
import { apiTokens } from '#modules/identity/index.ts'
import { API_SCOPES, type ApiScope, ApiTokenInput } from '#modules/identity/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'

export const loader = tenantLoader('api.manage', z.object({}), async (tx, _input, edge) => ({
  slug: edge.membership.slug,
  tokens: await apiTokens.listApiTokens(tx),
}))

const TokenForm = z.discriminatedUnion('intent', [
  ApiTokenInput.extend({
    intent: z.literal('create'),
    // No box ticked sends no field at all.
    scopes: ApiTokenInput.shape.scopes.default([]).pipe(ApiTokenInput.shape.scopes),
  }),
  z.strictObject({ intent: z.literal('revoke'), id: z.uuid() }),
])

async function change(tx: Tx, form: z.output<typeof TokenForm>) {
  if (form.intent === 'create') return apiTokens.createApiToken(tx, form)
  await apiTokens.revokeApiToken(tx, form)
  return undefined
}
export const action = tenantAction('api.manage', TokenForm, change)

/** A colon separates namespaces in the keys of texts. */
const SCOPE_WORDS = {
  'products:read': 'products_read',
  'products:write': 'products_write',
  'sales:read': 'sales_read',
  'sales:write': 'sales_write',
  quote: 'quote',
  'books:read': 'books_read',
  'books:write': 'books_write',
} as const satisfies Record<ApiScope, string>

export default function ApiSettings() {
  const { slug } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('settings')
  const errors = useFormErrors(answer, ['name', 'scopes'])
  const made = answer?.ok ? answer.value : undefined
  return (
    <SettingsPage slug={slug} title={t('api.title')}>
      <p>
        {t('api.about')} <a href="/api/v1/openapi.json">{t('api.docs')}</a>
      </p>
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      {answer?.ok && !made && <Notice kind="done" title={t('api.revoked')} announce />}
      {made && (
        <Notice kind="done" title={t('api.ready')} announce>
          <div className="stack">
            <p>{t('api.once')}</p>
            <CopyField
              key={made.id}
              label={t('api.token')}
              value={made.token}
              copyLabel={t('api.copy')}
              copiedLabel={t('api.copied')}
            />
          </div>
        </Notice>
      )}
      <Tokens />
      <Card title={t('api.create')}>
        <Form method="post" className="stack" key={made?.id ?? 'first'}>
          <input type="hidden" name="intent" value="create" />
          <Field
            label={t('api.name')}
            name="name"
            required
            maxLength={80}
            autoComplete="off"
            hint={t('api.nameHint')}
            error={errors.field('name')}
          />
          <Scopes error={errors.field('scopes')} />
          <Button type="submit" kind="primary" wide>
            {t('api.create')}
          </Button>
        </Form>
      </Card>
    </SettingsPage>
  )
}

function Scopes({ error }: { error: string | undefined }) {
  const { t } = useTranslation('settings')
  return (
    <fieldset className="field" aria-describedby={error ? 'scopes-error' : undefined}>
      <legend className="field-label">{t('api.scopes')}</legend>
      <div className="choices">
        {API_SCOPES.map((scope) => (
          <Checkbox
            key={scope}
            name="scopes[]"
            value={scope}
            label={t(`api.scope.${SCOPE_WORDS[scope]}`)}
            hint={scope}
          />
        ))}
      </div>
      {error && (
        <p id="scopes-error" className="field-error">
          <TriangleAlert aria-hidden="true" />
          <span>{error}</span>
        </p>
      )}
    </fieldset>
  )
}

function Tokens() {
  const { tokens } = useLoaderData<typeof loader>()
  const { t } = useTranslation('settings')
  const days = useDays()
  return (
    <Card title={t('api.tokens')}>
      {tokens.length === 0 && <p className="muted">{t('api.none')}</p>}
      <ul className="rows">
        {tokens.map((token) => (
          <li key={token.id}>
            <span>
              <b>{token.name}</b>
              <br />
              <span className="muted cap">
                {token.scopes.join(', ')}
                <br />
                {t('api.madeBy', { name: token.createdByName, date: days.full(token.createdAt) })} ·{' '}
                {token.lastUsedAt
                  ? t('api.lastUsed', { date: days.full(token.lastUsedAt) })
                  : t('api.neverUsed')}
              </span>
            </span>
            <Disclosure label={t('api.revoke')} kind="quiet">
              <Form method="post" className="stack">
                <p>{t('api.revokeQuestion', { name: token.name })}</p>
                <input type="hidden" name="intent" value="revoke" />
                <input type="hidden" name="id" value={token.id} />
                <Button type="submit" kind="danger">
                  {t('api.revokeConfirm')}
                </Button>
              </Form>
            </Disclosure>
          </li>
        ))}
      </ul>
    </Card>
  )
}
