import { Form } from '@remix-run/react'
import { QrCode as QrIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Disclosure } from '#app/components/disclosure.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { useDays } from '#app/use-days.ts'

export interface OwnPhonesProps {
  learnerId: string
  /** Until when an invitation that nobody has used opens a phone; null without one. */
  invitedUntil: Date | null
  phones: { id: string; createdAt: Date; lastSeenAt: Date | null }[]
  /** What brings them back without a trainer. */
  hasPasskey: boolean
  loginName: string | null
}

/** Somebody's own phones: an invitation for another one, and those that are lost taken away. */
export function OwnPhones(props: OwnPhonesProps) {
  const { learnerId, invitedUntil, phones, hasPasskey, loginName } = props
  const { t } = useTranslation('phones')
  const { slug } = useOffice()
  const days = useDays()
  return (
    <Card title={t('title')}>
      {phones.length === 0 && <p>{t('none')}</p>}
      <ul className="learner-rows">
        {phones.map(({ id, createdAt, lastSeenAt }) => (
          <li key={id} className="device-row">
            <span>
              {t('since', { date: days.short(createdAt) })}
              {lastSeenAt !== null && ` · ${t('seen', { date: days.short(lastSeenAt) })}`}
            </span>
            <Disclosure label={t('remove')} kind="quiet">
              <p>{t('remove_text')}</p>
              <Form method="post">
                <input type="hidden" name="intent" value="remove_phone" />
                <input type="hidden" name="deviceId" value={id} />
                <Button type="submit" kind="danger">
                  {t('remove_confirm')}
                </Button>
              </Form>
            </Disclosure>
          </li>
        ))}
      </ul>
      {hasPasskey && <p>{t('has_passkey')}</p>}
      {loginName !== null && <p>{t('has_password', { name: loginName, code: slug })}</p>}
      <p>
        {invitedUntil === null
          ? t('not_invited')
          : t('invited', { date: days.short(invitedUntil) })}
      </p>
      <div className="row">
        <Form method="post" action={`/${slug}/learners/invitations`}>
          <input type="hidden" name="learner[]" value={learnerId} />
          <Button type="submit" icon={QrIcon}>
            {invitedUntil === null ? t('invite') : t('invite_again')}
          </Button>
        </Form>
        {invitedUntil !== null && (
          <Form method="post">
            <input type="hidden" name="intent" value="revoke_invitation" />
            <Button type="submit" kind="quiet">
              {t('revoke')}
            </Button>
          </Form>
        )}
      </div>
    </Card>
  )
}
