import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Logo } from '#app/components/logo.tsx'

export interface StartScreenProps {
  phase:
    | 'opening'
    | 'nothing'
    | 'wrong'
    | 'unreachable'
    | 'refused'
    | 'over'
    | 'elsewhere'
    | 'failed'
  onAgain: () => void
  onTakeOver: () => void
}

/** What stands here until one can count: a sentence, and the one thing to do now. */
export function StartScreen({ phase, onAgain, onTakeOver }: StartScreenProps) {
  const { t } = useTranslation('count')
  const mayTryAgain = phase === 'unreachable' || phase === 'failed'
  return (
    <main className="count-page" aria-busy={phase === 'opening'}>
      <Logo label={t('app')} />
      <h1 role="status">{t(`start.${phase}`)}</h1>
      <div className="row">
        {mayTryAgain && (
          <Button kind="primary" size="key" onClick={onAgain}>
            {t('start.again')}
          </Button>
        )}
        {phase === 'elsewhere' && (
          <Button kind="primary" size="key" onClick={onTakeOver}>
            {t('start.take_over')}
          </Button>
        )}
      </div>
    </main>
  )
}
