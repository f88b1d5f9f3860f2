import type { LoaderFunctionArgs } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { GraduationCap, LogOut, Plus, Store } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { AccountPage } from '#app/components/account-page.tsx'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { RadioGroup } from '#app/components/choices.tsx'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { PasswordField } from '#app/components/password-field.tsx'
import { LANGUAGES, SCREEN_LANGUAGES } from '#app/locales/languages.ts'
import { homeOf } from '#app/places.ts'
import { loadContext, requireSession } from '#app/server/edge.server.ts'
import { personAction } from '#app/server/person-edge.server.ts'
import { preferencesCookie, preferencesOf } from '#app/server/preferences.server.ts'
import { endedSessionCookie } from '#app/server/session.server.ts'
import { preferencesOfPerson } from '#app/server/welcome.server.ts'
import {
  changePassword,
  getPerson,
  savePreferences,
  signOutEverywhere,
} from '#modules/identity/index.ts'
import { PasswordChange, PersonInput, showIdentifier } from '#modules/identity/shared.ts'
import { asPerson } from '#modules/kernel/db.ts'

const THEMES = ['system', 'light', 'dark', 'sun'] as const
const TEXT_SIZES = ['base', 'easy'] as const

export async function loader({ request, context }: LoaderFunctionArgs) {
  const session = await requireSession(request, loadContext(context))
  const { userId, displayName, memberships } = session
  const person = await asPerson(userId, 'read only', (tx) => getPerson(tx, userId))
  const shown = preferencesOfPerson(session, preferencesOf(request))
  return {
    displayName,
    ...shown,
    identifier: showIdentifier(person.identifier),
    done: new URL(request.url).searchParams.get('done'),
    tenants: memberships.map((each) => ({
      name: each.name,
      kind: each.kind,
      role: each.role,
      home: homeOf(each),
    })),
  }
}

const intent = <Name extends string>(name: Name) => z.literal(name)
export const action = personAction(
  z.discriminatedUnion('intent', [
    PersonInput.extend({ intent: intent('person'), locale: z.enum(SCREEN_LANGUAGES) }),
    PasswordChange.extend({ intent: intent('password') }),
    z.strictObject({ intent: intent('everywhere') }),
  ]),
  async (input, { session, run }) => {
    if (input.intent === 'person') {
      const { intent: _, ...change } = input
      await run((tx) => savePreferences(tx, session.userId, change))
    } else if (input.intent === 'password') {
      const { intent: _, ...change } = input
      await changePassword(session, change)
    } else await run((tx) => signOutEverywhere(tx, session.userId))
    return input
  },
  (input, { context, preferences }) => {
    if (input.intent === 'everywhere') {
      return { to: '/signin', cookies: [endedSessionCookie(context.isSecure)] }
    }
    const cookies =
      input.intent === 'person' ? [preferencesCookie(preferencesOfPerson(input, preferences))] : []
    return { to: `/me?done=${input.intent}`, cookies }
  },
)

export default function OwnPage() {
  const { done } = useLoaderData<typeof loader>()
  const { t } = useTranslation('identity')
  return (
    <AccountPage title={t('me.title')}>
      {done === 'person' && <Notice kind="done" title={t('me.saved')} announce />}
      {done === 'password' && <Notice kind="done" title={t('me.passwordChanged')} announce />}
      <Tenants />
      <PersonForm />
      <PasswordForm />
      <Card title={t('me.sessions')}>
        <Form method="post" action="/signout">
          <Button type="submit" icon={LogOut} wide>
            {t('me.signOut')}
          </Button>
        </Form>
        <Form method="post" className="stack stack-tight">
          <input type="hidden" name="intent" value="everywhere" />
          <Button type="submit" kind="danger" wide>
            {t('me.signOutEverywhere')}
          </Button>
          <p className="muted cap">{t('me.everywhereHint')}</p>
        </Form>
      </Card>
    </AccountPage>
  )
}

/** The shops and centres one belongs to: the switcher. */
function Tenants() {
  const { tenants } = useLoaderData<typeof loader>()
  const { t } = useTranslation('identity')
  return (
    <Card title={t('me.tenants')}>
      {tenants.length === 0 && <p>{t('me.noTenants')}</p>}
      <ul className="rows">
        {tenants.map((tenant) => (
          <li key={tenant.home}>
            <span className="rows-words">
              {tenant.kind === 'shop' ? (
                <Store aria-hidden="true" />
              ) : (
                <GraduationCap aria-hidden="true" />
              )}
              <span>
                <b>{tenant.name}</b>
                <br />
                <span className="muted cap">{t(`role.${tenant.role}`)}</span>
              </span>
            </span>
            {/* A full page load, since the till is another app. */}
            <a href={tenant.home} className={buttonClass({ kind: 'outline' })}>
              <ButtonFace>{t('me.enter')}</ButtonFace>
              <span className="visually-hidden">{tenant.name}</span>
            </a>
          </li>
        ))}
      </ul>
      <Link to="/signup" className={buttonClass({ kind: 'quiet' })}>
        <ButtonFace icon={Plus}>{t('me.open')}</ButtonFace>
      </Link>
    </Card>
  )
}

function PersonForm() {
  const { displayName, identifier, language, theme, text } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('identity')
  const typed = answer?.typed.intent === 'person' ? answer.typed : undefined
  const errors = useFormErrors(typed && answer, ['displayName'])
  const languages = LANGUAGES.filter(({ tag }) => SCREEN_LANGUAGES.some((each) => each === tag))
  return (
    <Card title={t('me.name')}>
      {/* Another language needs a new page, so this form always asks for one. */}
      <Form method="post" reloadDocument className="stack">
        <input type="hidden" name="intent" value="person" />
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        <Field
          label={t('displayName')}
          name="displayName"
          defaultValue={typed?.displayName ?? displayName}
          autoComplete="name"
          required
          maxLength={120}
          error={errors.field('displayName')}
        />
        <Field label={t('me.account')} value={identifier} readOnly />
        <RadioGroup
          legend={t('language')}
          name="locale"
          defaultValue={typed?.locale ?? language}
          options={languages.map(({ tag, autonym, nameZh }) => ({
            value: tag,
            label: autonym ?? nameZh,
          }))}
        />
        <RadioGroup
          legend={t('theme')}
          name="theme"
          defaultValue={typed?.theme ?? theme}
          options={THEMES.map((value) => ({ value, label: t(`themes.${value}`) }))}
        />
        <RadioGroup
          legend={t('textSize')}
          name="textSize"
          defaultValue={typed?.textSize ?? text}
          options={TEXT_SIZES.map((value) => ({ value, label: t(`textSizes.${value}`) }))}
        />
        <Button type="submit" kind="primary" wide>
          {t('me.save')}
        </Button>
      </Form>
    </Card>
  )
}

const PASSWORD_CODES = {
  'identity.wrong_password': 'currentPassword',
  'identity.password_common': 'newPassword',
  'identity.password_own_name': 'newPassword',
}

function PasswordForm() {
  const { identifier } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('identity')
  const isMine = answer?.typed.intent === 'password'
  const errors = useFormErrors(
    isMine ? answer : undefined,
    ['currentPassword', 'newPassword'],
    PASSWORD_CODES,
  )
  return (
    <Card title={t('me.changePassword')}>
      <Form method="post" reloadDocument className="stack">
        <input type="hidden" name="intent" value="password" />
        {/* Tells a password manager whose password this is. */}
        <input type="text" name="" autoComplete="username" value={identifier} readOnly hidden />
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        <PasswordField
          label={t('currentPassword')}
          name="currentPassword"
          autoComplete="current-password"
          error={errors.field('currentPassword')}
        />
        <PasswordField
          label={t('newPassword')}
          name="newPassword"
          autoComplete="new-password"
          hint={t('passwordHint')}
          error={errors.field('newPassword')}
        />
        <Button type="submit" wide>
          {t('me.changePassword')}
        </Button>
      </Form>
    </Card>
  )
}
