import { useTranslation } from 'react-i18next'
import { Tag } from '#app/components/tag.tsx'
import type { OrderState as State } from '#modules/buying/shared.ts'

const TONES = {
  draft: 'gold',
  sent: 'gold',
  partly: 'gold',
  received: 'tea',
  closed: 'tea',
  cancelled: 'red',
} as const satisfies Record<State, string>

/** What an order has come to, in a word. */
export function OrderState({ state }: { state: State }) {
  const { t } = useTranslation('buying')
  return <Tag tone={TONES[state]}>{t(`order.state.${state}`)}</Tag>
}
