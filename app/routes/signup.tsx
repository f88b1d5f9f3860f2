import type { LoaderFunctionArgs } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { GraduationCap, Store, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { AccountPage } from '#app/components/account-page.tsx'
import { Button } from '#app/components/button.tsx'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import {
  NEW_ACCOUNT_CODES,
  NEW_ACCOUNT_FIELDS,
  NewAccountFields,
} from '#app/components/new-account-fields.tsx'
import { Notice } from '#app/components/notice.tsx'
import { homeOf } from '#app/places.ts'
import { loadContext } from '#app/server/edge.server.ts'
import { publicAction } from '#app/server/person-edge.server.ts'
import { sessionOf } from '#app/server/session.server.ts'
import { screenOf, welcome } from '#app/server/welcome.server.ts'
import { openTenant, signUp } from '#modules/identity/index.ts'
import { NewTenant, SignUpInput, TENANT_KINDS } from '#modules/identity/shared.ts'

const ICONS = { shop: Store, centre: GraduationCap }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const session = await sessionOf(request, loadContext(context))
  return { personName: session?.displayName }
}

export const action = publicAction(
  z.discriminatedUnion('who', [
    SignUpInput.extend({ who: z.literal('new') }),
    NewTenant.extend({ who: z.literal('signed_in') }),
  ]),
  async (input, edge) => {
    const { session, visitor, preferences } = edge
    if (input.who === 'new') {
      const { who: _, ...person } = input
      const { slug, token } = await signUp(person, visitor, screenOf(preferences))
      return { slug, kind: input.kind, token }
    }
    const { who: _, ...tenant } = input
    // A session that ended in the meantime: the page asks for the account instead.
    if (!session) return { slug: undefined, kind: input.kind, token: undefined }
    const { slug } = await openTenant(tenant, session.userId, visitor)
    return { slug, kind: input.kind, token: undefined }
  },
  async ({ slug, kind, token }, edge) => {
    if (!slug) return { to: '/signup' }
    const home = homeOf({ slug, kind, role: 'owner' })
    return token ? welcome(token, edge, home) : { to: home, reload: true }
  },
)

export default function SignUp() {
  const { personName } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('identity')
  const isBusy = useNavigation().formAction?.startsWith('/signup') ?? false
  const errors = useFormErrors(
    answer,
    ['kind', 'tenantName', ...(personName === undefined ? NEW_ACCOUNT_FIELDS : [])],
    NEW_ACCOUNT_CODES,
  )
  const typed = answer?.typed
  return (
    <AccountPage
      title={personName === undefined ? t('signUp.title') : t('signUp.further')}
      hasDisplaySwitch={personName === undefined}
    >
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      <Form method="post" className="stack stack-loose">
        <input type="hidden" name="who" value={personName === undefined ? 'new' : 'signed_in'} />
        <KindChoice chosen={typed?.kind} error={errors.field('kind')} />
        <Field
          label={t('signUp.tenantName')}
          name="tenantName"
          defaultValue={typed?.tenantName}
          autoComplete="organization"
          required
          maxLength={120}
          error={errors.field('tenantName')}
        />
        {personName === undefined ? (
          <section className="stack" aria-labelledby="you">
            <h2 id="you">{t('signUp.you')}</h2>
            <NewAccountFields errors={errors} typed={typed} />
          </section>
        ) : (
          <p>{t('signUp.signedInAs', { name: personName })}</p>
        )}
        <Button
          type="submit"
          kind="primary"
          size="key"
          wide
          busy={isBusy}
          busyLabel={t('signUp.busy')}
        >
          {t('signUp.submit')}
        </Button>
      </Form>
      {personName === undefined && (
        <p className="row">
          <span>{t('signUp.have')}</span>
          <Link to="/signin" className="account-link">
            {t('signUp.signIn')}
          </Link>
        </p>
      )}
    </AccountPage>
  )
}

/** Shop or centre, in words and with room to explain. */
function KindChoice({ chosen, error }: { chosen: string | undefined; error: string | undefined }) {
  const { t } = useTranslation('identity')
  return (
    <fieldset className="field" aria-describedby={error ? 'kind-error' : undefined}>
      <legend className="field-label">{t('signUp.kind')}</legend>
      <div className="big-choices">
        {TENANT_KINDS.map((kind) => {
          const Icon = ICONS[kind]
          return (
            <label key={kind} className="big-choice">
              <input
                type="radio"
                name="kind"
                value={kind}
                required
                defaultChecked={chosen === kind}
              />
              <Icon aria-hidden="true" />
              <b>{t(`signUp.kinds.${kind}`)}</b>
              <span className="muted">{t(`signUp.kindHints.${kind}`)}</span>
            </label>
          )
        })}
      </div>
      {error && (
        <p id="kind-error" className="field-error">
          <TriangleAlert aria-hidden="true" />
          <span>{error}</span>
        </p>
      )}
    </fieldset>
  )
}
