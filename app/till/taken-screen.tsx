import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Logo } from '#app/components/logo.tsx'

/** Another tab sells now. This one writes nothing more, and says so. */
export function TakenScreen({ onTakeBack }: { onTakeBack: () => void }) {
  const { t } = useTranslation('till')
  return (
    <main className="till-start">
      <Logo />
      <div className="stack" role="alert">
        <h1>{t('start.taken')}</h1>
        <p>{t('start.taken_hint')}</p>
      </div>
      <Button kind="primary" size="key" onClick={onTakeBack}>
        {t('start.take_over')}
      </Button>
    </main>
  )
}
