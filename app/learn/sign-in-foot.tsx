import { Hand, QrCode } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'

export interface SignInFootProps {
  onCard: () => void
  onTrainer: () => void
}

/** The two other ways in. They are always there. */
export function SignInFoot({ onCard, onTrainer }: SignInFootProps) {
  const { t } = useTranslation('learn')
  return (
    <div className="sign-in-foot">
      <Button size="pay" icon={QrCode} onClick={onCard}>
        {t('who.card')}
      </Button>
      <Button size="pay" icon={Hand} onClick={onTrainer}>
        {t('who.trainer')}
      </Button>
    </div>
  )
}
