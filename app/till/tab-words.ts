import { useTranslation } from 'react-i18next'
import { formatMoney } from '#app/components/money.tsx'
import type { TabCustomer } from './tabs.ts'

/** What somebody owes in a few words: 欠 NT$540, 店裡欠 NT$20, 沒有欠. */
export function useOwesWords() {
  const { t } = useTranslation('tabs')
  return ({ owesMinor }: Pick<TabCustomer, 'owesMinor'>): string => {
    if (owesMinor === 0) return t('owes_nothing')
    if (owesMinor < 0) return t('credit', { amount: formatMoney(-owesMinor) })
    return t('owes', { amount: formatMoney(owesMinor) })
  }
}
