import { type LoaderFunctionArgs, redirectDocument } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { AccountPage } from '#app/components/account-page.tsx'
import { Button } from '#app/components/button.tsx'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { PasswordField } from '#app/components/password-field.tsx'
import { loadContext } from '#app/server/edge.server.ts'
import { localPath, publicAction } from '#app/server/person-edge.server.ts'
import { sessionOf, sessionToken } from '#app/server/session.server.ts'
import { placeAfterSignIn, welcome } from '#app/server/welcome.server.ts'
import { signIn, signOut } from '#modules/identity/index.ts'
import { SignInInput } from '#modules/identity/shared.ts'

const nextOf = (request: Request) => new URL(request.url).searchParams.get('next')

export async function loader({ request, context }: LoaderFunctionArgs) {
  const session = await sessionOf(request, loadContext(context))
  if (session) throw redirectDocument(placeAfterSignIn(session.memberships, nextOf(request)))
  return { next: localPath(nextOf(request)) ?? '' }
}

export const action = publicAction(
  SignInInput.extend({ next: z.string().max(2000).default('') }),
  async ({ next, ...input }, edge) => {
    const { token } = await signIn(input, edge.visitor)
    // The browser's former session ends: its secret is worth nothing any more.
    const former = sessionToken(edge.request, edge.context.isSecure)
    if (former) await signOut(former)
    return { token, next }
  },
  ({ token, next }, edge) => welcome(token, edge, next),
)

export default function SignIn() {
  const { next } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('identity')
  const isBusy = useNavigation().formAction?.startsWith('/signin') ?? false
  const errors = useFormErrors(answer, ['identifier', 'password'])
  return (
    <AccountPage title={t('signIn.title')} hasDisplaySwitch>
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      <Form method="post" className="stack">
        <input type="hidden" name="next" value={next} />
        <Field
          label={t('identifier')}
          name="identifier"
          defaultValue={answer?.typed.identifier}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          hint={t('identifierHint')}
          error={errors.field('identifier')}
        />
        <PasswordField
          label={t('password')}
          name="password"
          autoComplete="current-password"
          error={errors.field('password')}
        />
        <Button
          type="submit"
          kind="primary"
          size="key"
          wide
          busy={isBusy}
          busyLabel={t('signIn.busy')}
        >
          {t('signIn.submit')}
        </Button>
      </Form>
      <p className="row">
        <span>{t('signIn.new')}</span>
        <Link to="/signup" className="account-link">
          {t('signIn.signUp')}
        </Link>
      </p>
    </AccountPage>
  )
}
