import { Form, useActionData, useFetcher, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Avatar } from '#app/components/avatar.tsx'
import { Button } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { RadioGroup } from '#app/components/choices.tsx'
import { CopyField } from '#app/components/copy-field.tsx'
import { Disclosure } from '#app/components/disclosure.tsx'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { Select } from '#app/components/select.tsx'
import { SettingsPage } from '#app/components/settings-page.tsx'
import { Tag } from '#app/components/tag.tsx'
import { type Edge, tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { useDays } from '#app/use-days.ts'
import { people } from '#modules/identity/index.ts'
import {
  InvitationInput,
  type Role,
  RoleChange,
  rolesToGive,
  showIdentifier,
} from '#modules/identity/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { tills } from '#modules/pos/index.ts'
import type { action as leave } from './$tenant.settings.leave.ts'

export const loader = tenantLoader('people.manage', z.object({}), async (tx, _input, edge) => {
  const { slug, kind, role } = edge.membership
  const { members, invitations } = await people.listPeople(tx)
  return {
    slug,
    ownId: edge.actor.userId,
    mayManageOwners: role === 'owner',
    roles: rolesToGive(kind, role),
    members,
    pinOwners: kind === 'shop' ? await tills.listPinOwners(tx) : [],
    invitations,
  }
})

const PeopleForm = z.discriminatedUnion('intent', [
  InvitationInput.extend({ intent: z.literal('invite') }),
  z.strictObject({ intent: z.literal('revoke'), id: z.uuid() }),
  RoleChange.extend({ intent: z.literal('role') }),
  z.strictObject({ intent: z.literal('reset_pin'), userId: z.uuid() }),
  z.strictObject({ intent: z.literal('end'), userId: z.uuid(), name: z.string().max(120) }),
])

type Done =
  | { done: 'invited'; id: string; link: string }
  | { done: 'revoked' | 'changed' | 'pin_reset' }
  | { done: 'ended'; name: string }

async function change(tx: Tx, form: z.output<typeof PeopleForm>, edge: Edge): Promise<Done> {
  switch (form.intent) {
    case 'invite': {
      const { id, token } = await people.createInvitation(tx, form)
      const { origin } = new URL(edge.request.url)
      return { done: 'invited', id, link: `${origin}/invitation/${token}` }
    }
    case 'revoke':
      await people.revokeInvitation(tx, form)
      return { done: 'revoked' }
    case 'role':
      await people.changeRole(tx, form)
      return { done: 'changed' }
    case 'reset_pin':
      await tills.resetPin(tx, form)
      return { done: 'pin_reset' }
    case 'end':
      await people.endMembership(tx, form)
      return { done: 'ended', name: form.name }
  }
}
export const action = tenantAction('people.manage', PeopleForm, change)

export default function PeopleSettings() {
  const { slug, members } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation(['settings', 'tills'])
  const errors = useFormErrors(answer, ['role', 'displayName'])
  const done = answer?.ok ? answer.value : undefined
  return (
    <SettingsPage slug={slug} title={t('people.title')}>
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      {done?.done === 'changed' && <Notice kind="done" title={t('people.changed')} announce />}
      {done?.done === 'revoked' && <Notice kind="done" title={t('people.revoked')} announce />}
      {done?.done === 'pin_reset' && (
        <Notice kind="done" title={t('tills:pin.reset_done')} announce />
      )}
      {done?.done === 'ended' && (
        <Notice kind="done" title={t('people.ended', { name: done.name })} announce />
      )}
      <Card title={t('people.members')} aside={members.length}>
        <ul className="rows">
          {members.map((member) => (
            <Member key={member.userId} member={member} />
          ))}
        </ul>
      </Card>
      {/* A link that was made is shown in place of the form, once. */}
      {done?.done === 'invited' ? (
        <Notice kind="done" title={t('people.linkReady')} announce>
          <div className="stack">
            <p>{t('people.linkOnce')}</p>
            <CopyField
              key={done.id}
              label={t('people.link')}
              value={done.link}
              copyLabel={t('people.copy')}
              copiedLabel={t('people.copied')}
            />
          </div>
        </Notice>
      ) : null}
      <InviteForm
        key={done?.done === 'invited' ? done.id : 'first'}
        roleError={errors.field('role')}
        nameError={errors.field('displayName')}
      />
      <OpenInvitations />
    </SettingsPage>
  )
}

interface MemberRow {
  userId: string
  displayName: string
  email: string | null
  phone: string | null
  role: Role
  createdAt: Date
}

/** One person: who they are, and what may be changed about their place. */
function Member({ member }: { member: MemberRow }) {
  const { ownId, mayManageOwners, roles, pinOwners } = useLoaderData<typeof loader>()
  const { t } = useTranslation(['settings', 'identity', 'tills'])
  const days = useDays()
  const { userId, displayName, role } = member
  const isMine = userId === ownId
  const mayChange = mayManageOwners || role !== 'owner'
  return (
    <li>
      <span className="rows-words">
        <Avatar name={displayName} />
        <span>
          <b>{displayName}</b> {isMine && <Tag tone="tea">{t('people.you')}</Tag>}
          <br />
          <span className="muted cap">
            {t(`identity:role.${role}`)} · {showIdentifier(member.email ?? member.phone ?? '')} ·{' '}
            {t('people.since', { date: days.full(member.createdAt) })}
          </span>
        </span>
      </span>
      <span className="row">
        {mayChange && (
          <Disclosure label={t('people.changeRole')} kind="quiet">
            <Form method="post" className="stack">
              <input type="hidden" name="intent" value="role" />
              <input type="hidden" name="userId" value={userId} />
              <Select
                label={t('people.newRole')}
                name="role"
                defaultValue={role}
                hint={t('people.roleNote')}
                options={roles.map((value) => ({ value, label: t(`identity:role.${value}`) }))}
              />
              <Button type="submit" kind="outline">
                {t('people.changeRole')}
              </Button>
            </Form>
          </Disclosure>
        )}
        {mayChange && pinOwners.includes(userId) && (
          <Disclosure label={t('tills:pin.reset')} kind="quiet">
            <Form method="post" className="stack">
              <p>{t('tills:pin.reset_text')}</p>
              <input type="hidden" name="intent" value="reset_pin" />
              <input type="hidden" name="userId" value={userId} />
              <Button type="submit" kind="danger">
                {t('tills:pin.reset_confirm', { name: displayName })}
              </Button>
            </Form>
          </Disclosure>
        )}
        {isMine ? <Leave /> : mayChange && <SendAway member={member} />}
      </span>
    </li>
  )
}

function SendAway({ member }: { member: MemberRow }) {
  const { t } = useTranslation('settings')
  return (
    <Disclosure label={t('people.end')} kind="quiet">
      <Form method="post" className="stack">
        <p>{t('people.endQuestion', { name: member.displayName })}</p>
        <input type="hidden" name="intent" value="end" />
        <input type="hidden" name="userId" value={member.userId} />
        <input type="hidden" name="name" value={member.displayName} />
        <Button type="submit" kind="danger">
          {t('people.endConfirm')}
        </Button>
      </Form>
    </Disclosure>
  )
}

function Leave() {
  const { slug } = useLoaderData<typeof loader>()
  const fetcher = useFetcher<typeof leave>()
  const { t } = useTranslation('settings')
  const errors = useFormErrors(fetcher.data, [])
  return (
    <Disclosure label={t('people.leave')} kind="quiet">
      <fetcher.Form method="post" action={`/${slug}/settings/leave`} className="stack">
        <p>{t('people.leaveQuestion')}</p>
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        <Button type="submit" kind="danger">
          {t('people.leaveConfirm')}
        </Button>
      </fetcher.Form>
    </Disclosure>
  )
}

function InviteForm(errors: { roleError: string | undefined; nameError: string | undefined }) {
  const { roles } = useLoaderData<typeof loader>()
  const { t } = useTranslation(['settings', 'identity'])
  // The role that most invitations are for; never the one that may do everything.
  const usual = roles.find((role) => role === 'cashier' || role === 'learner') ?? roles.at(-1)
  return (
    <Card title={t('people.invite')}>
      <Form method="post" className="stack">
        <p>{t('people.inviteHint')}</p>
        <input type="hidden" name="intent" value="invite" />
        <Field
          label={t('people.inviteName')}
          optional={t('optional')}
          name="displayName"
          maxLength={120}
          autoComplete="off"
          hint={t('people.inviteNameHint')}
          error={errors.nameError}
        />
        <RadioGroup
          legend={t('people.role')}
          name="role"
          defaultValue={usual}
          hint={errors.roleError}
          options={roles.map((role) => ({
            value: role,
            label: t(`identity:role.${role}`),
            hint: t(`identity:roleHint.${role}`),
          }))}
        />
        <Button type="submit" kind="primary" wide>
          {t('people.inviteSubmit')}
        </Button>
      </Form>
    </Card>
  )
}

function OpenInvitations() {
  const { invitations } = useLoaderData<typeof loader>()
  const { t } = useTranslation(['settings', 'identity'])
  const days = useDays()
  return (
    <Card title={t('people.open')}>
      {invitations.length === 0 && <p className="muted">{t('people.noOpen')}</p>}
      <ul className="rows">
        {invitations.map(({ id, displayName, role, expiresAt }) => (
          <li key={id}>
            <span>
              <b>{displayName || t('people.someone')}</b>
              <br />
              <span className="muted cap">
                {t(`identity:role.${role}`)} · {t('people.until', { date: days.short(expiresAt) })}
              </span>
            </span>
            <Form method="post">
              <input type="hidden" name="intent" value="revoke" />
              <input type="hidden" name="id" value={id} />
              <Button type="submit">{t('people.revoke')}</Button>
            </Form>
          </li>
        ))}
      </ul>
    </Card>
  )
}
