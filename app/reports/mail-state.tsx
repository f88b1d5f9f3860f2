import { useTranslation } from 'react-i18next'
import { Tag } from '#app/components/tag.tsx'
import { MailState } from '#modules/mail/shared.ts'

const TONES = { queued: 'gold', sent: 'tea', failed: 'red', kept: 'gold', stopped: 'gold' } as const

/** What became of a letter, in a word. */
export function MailStateTag({ status }: { status: string }) {
  const { t } = useTranslation('mail')
  const state = MailState.parse(status)
  return <Tag tone={TONES[state]}>{t(`status.${state}`)}</Tag>
}
