import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Logo } from '#app/components/logo.tsx'

export type StartPhase = 'opening' | 'unreachable' | 'revoked' | 'elsewhere' | 'failed'

export interface StartScreenProps {
  phase: StartPhase
  onAgain: () => void
  onTakeOver: () => void
  onJoin: () => void
  /** They have done lessons before: with a passkey or a password. */
  onComeBack: () => void
}

/** What stands here until one can learn: a sentence, and the one thing to do now. */
export function StartScreen(props: StartScreenProps) {
  const { phase, onAgain, onTakeOver, onJoin, onComeBack } = props
  const { t } = useTranslation('learn')
  return (
    <main className="learn-page" aria-busy={phase === 'opening'}>
      <Logo label={t('app')} />
      <h1 role="status">{t(`start.${phase}`)}</h1>
      <div className="row">
        {phase !== 'opening' && phase !== 'elsewhere' && (
          <Button kind="primary" size="key" onClick={onAgain}>
            {t('start.again')}
          </Button>
        )}
        {phase === 'elsewhere' && (
          <Button kind="primary" size="key" onClick={onTakeOver}>
            {t('start.take_over')}
          </Button>
        )}
        {phase === 'revoked' && (
          <>
            <Button size="key" onClick={onJoin}>
              {t('start.join')}
            </Button>
            <Button size="key" onClick={onComeBack}>
              {t('join.come_back')}
            </Button>
          </>
        )}
      </div>
    </main>
  )
}

/** A device that learns already was brought another one's link. */
export function ReplaceScreen({ onYes, onNo }: { onYes: () => void; onNo: () => void }) {
  const { t } = useTranslation('learn')
  return (
    <main className="learn-page">
      <Logo label={t('app')} />
      <h1>{t('replace.title')}</h1>
      <p className="sign-in-ask">{t('replace.text')}</p>
      <div className="row">
        <Button kind="primary" size="key" onClick={onYes}>
          {t('replace.yes')}
        </Button>
        <Button size="key" onClick={onNo}>
          {t('replace.no')}
        </Button>
      </div>
    </main>
  )
}
