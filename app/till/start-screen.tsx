import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Logo } from '#app/components/logo.tsx'

export type StartPhase =
  | 'opening'
  | 'taking_over'
  | 'insecure'
  | 'revoked'
  | 'unreachable'
  | 'elsewhere'
  | 'failed'

export interface StartScreenProps {
  phase: StartPhase
  onAgain: () => void
  onTakeOver: () => void
}

/** What stands here until one can sell: a sentence, and the one thing to do now. */
export function StartScreen({ phase, onAgain, onTakeOver }: StartScreenProps) {
  const { t } = useTranslation('till')
  const isWaiting = phase === 'opening' || phase === 'taking_over'
  return (
    <main className="till-start" aria-busy={isWaiting}>
      <Logo label={t('app')} />
      <div className="stack" role="status">
        <h1>{t(`start.${phase}`)}</h1>
        {phase === 'elsewhere' && <p>{t('start.elsewhere_hint')}</p>}
        {phase === 'insecure' && <p>{t('start.insecure_hint')}</p>}
        {phase === 'revoked' && <p>{t('start.revoked_hint')}</p>}
      </div>
      <div className="row">
        {(phase === 'unreachable' || phase === 'failed' || phase === 'revoked') && (
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
