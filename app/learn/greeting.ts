import { useTranslation } from 'react-i18next'

const NOON = 11
const EVENING = 18

/** Good morning, and so on, by the clock of the device. */
export function useGreeting(name: string): string {
  const { t } = useTranslation('learn')
  const hour = new Date().getHours()
  return t(hour < NOON ? 'greet.morning' : hour < EVENING ? 'greet.noon' : 'greet.evening', {
    name,
  })
}
