import './reminders.css'
import { Form } from '@remix-run/react'
import { BellOff } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { RadioGroup } from '#app/components/choices.tsx'
import { Disclosure } from '#app/components/disclosure.tsx'
import { Field } from '#app/components/field.tsx'
import { useDays } from '#app/use-days.ts'
import {
  CHANNELS,
  type Channel,
  WORKING_CHANNELS,
  type WorkingChannel,
} from '#modules/reminders/shared.ts'

export interface Choice {
  id: string
  channel: Channel
  address: string | null
  wording: string
  language: string
  how: string
  at: Date
  notedByName: string | null
}

export interface ReminderCardProps {
  /** What holds now; undefined while nobody has asked. */
  current: Choice | undefined
  /** All that was ever said, the newest first. */
  history: Choice[]
  /** The sentences to be read and agreed to, in the learner's language. */
  wordings: Record<WorkingChannel, string>
  wordingLanguage: string
  requestId: string
  addressError: string | undefined
}

/** How a learner wants to be told that something waits: asked, agreed to, and taken back in one step. */
export function ReminderCard(props: ReminderCardProps) {
  const { current, history } = props
  const { t } = useTranslation('reminders')
  const days = useDays()
  return (
    <div id="reminders">
      <Card title={t('choice.title')}>
        {current ? (
          <p>
            <b>{t('choice.now', { channel: t(`channel.${current.channel}`) })}</b>
            {current.address && <span> {current.address}</span>}
            <br />
            <span className="muted">{t('choice.since', { day: days.full(current.at) })}</span>
          </p>
        ) : (
          <p>{t('choice.unknown')}</p>
        )}
        {current && current.channel !== 'none' && (
          <Form method="post">
            <input type="hidden" name="intent" value="stop_reminders" />
            <input type="hidden" name="requestId" value={props.requestId} />
            <Button type="submit" icon={BellOff}>
              {t('choice.stop')}
            </Button>
          </Form>
        )}
        {current ? (
          <Disclosure label={t('choice.change')}>
            <ChoiceForm {...props} />
          </Disclosure>
        ) : (
          <ChoiceForm {...props} />
        )}
        {history.length > 0 && <History history={history} />}
      </Card>
    </div>
  )
}

function ChoiceForm(props: ReminderCardProps) {
  const { current, wordings, wordingLanguage, requestId, addressError } = props
  const { t } = useTranslation('reminders')
  const wordingId = useId()
  const known = WORKING_CHANNELS.find((each) => each === current?.channel)
  const [channel, setChannel] = useState<WorkingChannel>(known ?? 'trainer')
  const hasAddress = CHANNELS.some(({ id, hasAddress }) => id === channel && hasAddress)
  return (
    <Form method="post" className="stack" aria-describedby={wordingId}>
      <input type="hidden" name="intent" value="remind" />
      <input type="hidden" name="requestId" value={requestId} />
      <RadioGroup
        legend={t('choice.legend')}
        name="channel"
        value={channel}
        onChoose={setChannel}
        options={WORKING_CHANNELS.map((value) => ({ value, label: t(`choice.${value}`) }))}
      />
      {hasAddress && (
        <Field
          label={t('choice.address')}
          hint={t('choice.address_hint')}
          name="address"
          type="email"
          inputMode="email"
          autoComplete="off"
          maxLength={254}
          defaultValue={current?.address ?? ''}
          error={addressError}
        />
      )}
      <div id={wordingId} className="stack stack-tight">
        <p className="choice-hint">{t('choice.hint')}</p>
        <blockquote lang={wordingLanguage} className="choice-wording">
          {wordings[channel]}
        </blockquote>
      </div>
      <Button type="submit" kind="primary">
        {t('choice.save')}
      </Button>
    </Form>
  )
}

function History({ history }: { history: Choice[] }) {
  const { t } = useTranslation('reminders')
  const days = useDays()
  const howOf = ({ how, notedByName }: Choice) => {
    if (how === 'link') return t('choice.link')
    if (how === 'forgotten') return t('choice.forgotten')
    return notedByName === null
      ? t('choice.asked_nobody')
      : t('choice.asked', { name: notedByName })
  }
  return (
    <Disclosure label={t('choice.history', { count: history.length })} kind="quiet">
      <ul className="choice-history">
        {history.map((choice) => (
          <li key={choice.id}>
            <b>{t(`channel.${choice.channel}`)}</b>
            <span className="muted">
              {' '}
              {days.full(choice.at)} · {howOf(choice)}
            </span>
            <p lang={choice.language}>{choice.wording}</p>
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}
