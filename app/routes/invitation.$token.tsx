import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { AccountPage } from '#app/components/account-page.tsx'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import {
  NEW_ACCOUNT_CODES,
  NEW_ACCOUNT_FIELDS,
  NewAccountFields,
} from '#app/components/new-account-fields.tsx'
import { Notice } from '#app/components/notice.tsx'
import { loadContext } from '#app/server/edge.server.ts'
import { publicAction } from '#app/server/person-edge.server.ts'
import { sessionOf } from '#app/server/session.server.ts'
import { screenOf, welcome } from '#app/server/welcome.server.ts'
import { people } from '#modules/identity/index.ts'
import { NewAccount } from '#modules/identity/shared.ts'

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const session = await sessionOf(request, loadContext(context))
  const path = new URL(request.url).pathname
  const invitation = await people.findInvitation(params.token ?? '')
  if (!invitation) return data({ state: 'unknown' as const }, { status: 404 })
  const { state, tenantName, role, displayName } = invitation
  const personName = session?.displayName
  return data({ state, tenantName, role, displayName, personName, path })
}

const Token = z.string().max(100)
export const action = publicAction(
  z.discriminatedUnion('intent', [
    z.strictObject({ intent: z.literal('accept'), token: Token }),
    NewAccount.extend({ intent: z.literal('join'), token: Token }),
  ]),
  async (input, { session, visitor, preferences }) => {
    if (input.intent === 'accept') {
      if (!session) return { slug: undefined, session: undefined }
      const { slug } = await people.acceptInvitation(input.token, session.userId)
      return { slug, session: undefined }
    }
    const { intent: _, token, ...person } = input
    return people.acceptAsNewPerson(token, person, visitor, screenOf(preferences))
  },
  ({ slug, session }, edge) => {
    const { pathname } = new URL(edge.request.url)
    if (!slug) return { to: `/signin?next=${encodeURIComponent(pathname)}` }
    return session ? welcome(session, edge) : { to: '/', reload: true }
  },
)

/** What a link offers, and the two ways to take it: with an account, or by making one. */
export default function InvitationPage() {
  const invitation = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation(['identity', 'errors'])
  const errors = useFormErrors(answer, NEW_ACCOUNT_FIELDS, NEW_ACCOUNT_CODES)
  const isBusy = useNavigation().state === 'submitting'
  if (invitation.state !== 'open') {
    const why =
      invitation.state === 'unknown'
        ? t('errors:identity.unknown_invitation')
        : t(`errors:identity.invitation_${invitation.state}`)
    return (
      <AccountPage title={t('invitation.closed')} hasDisplaySwitch>
        <p>{why}</p>
        <Link to="/" className={buttonClass({ kind: 'primary' })}>
          <ButtonFace>{t('invitation.home')}</ButtonFace>
        </Link>
      </AccountPage>
    )
  }
  const { tenantName, role, displayName, personName, path } = invitation
  const signIn = `/signin?next=${encodeURIComponent(path)}`
  return (
    <AccountPage
      title={t('invitation.title', { tenant: tenantName })}
      hasDisplaySwitch={personName === undefined}
    >
      <div className="stack stack-tight">
        {displayName && <p className="muted">{t('invitation.for', { name: displayName })}</p>}
        <p>
          <b>{t('invitation.role', { role: t(`role.${role}`) })}</b>
        </p>
        <p className="muted">{t(`roleHint.${role}`)}</p>
      </div>
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      {personName === undefined ? (
        <>
          <Card title={t('invitation.newAccount')}>
            <Form method="post" className="stack">
              <input type="hidden" name="intent" value="join" />
              <NewAccountFields errors={errors} typed={answer?.typed} />
              <Button
                type="submit"
                kind="primary"
                size="key"
                wide
                busy={isBusy}
                busyLabel={t('invitation.busy')}
              >
                {t('invitation.submit')}
              </Button>
            </Form>
          </Card>
          <Link to={signIn} className={buttonClass({ wide: true })}>
            <ButtonFace>{t('invitation.haveAccount')}</ButtonFace>
          </Link>
        </>
      ) : (
        <>
          <p>{t('invitation.signedInAs', { name: personName })}</p>
          <Form method="post">
            <input type="hidden" name="intent" value="accept" />
            <Button
              type="submit"
              kind="primary"
              size="key"
              wide
              busy={isBusy}
              busyLabel={t('invitation.busy')}
            >
              {t('invitation.accept')}
            </Button>
          </Form>
          <Form method="post" action="/signout">
            <Button type="submit" kind="quiet">
              {t('invitation.otherPerson')}
            </Button>
          </Form>
        </>
      )}
    </AccountPage>
  )
}
