import { useTranslation } from 'react-i18next'
import { Button, buttonClass } from '#app/components/button.tsx'
import { Logo } from '#app/components/logo.tsx'

export type StartPhase =
  | 'opening'
  | 'taking_over'
  | 'no_shop'
  | 'signed_out'
  | 'unreachable'
  | 'not_allowed'
  | 'elsewhere'
  | 'failed'

export interface StartScreenProps {
  phase: StartPhase
  slug?: string | undefined
  onAgain: () => void
  onTakeOver: () => void
}

/** The way back here after signing in. */
export const signInPath = (slug: string | undefined) =>
  `/signin?next=${encodeURIComponent(slug ? `/till/?shop=${slug}` : '/till/')}`

/** What stands here until one can sell: a sentence, and the one thing to do now. */
export function StartScreen({ phase, slug, onAgain, onTakeOver }: StartScreenProps) {
  const { t } = useTranslation('till')
  const isWaiting = phase === 'opening' || phase === 'taking_over'
  return (
    <main className="till-start" aria-busy={isWaiting}>
      <Logo label={t('app')} />
      <div className="stack" role="status">
        <h1>{phase === 'elsewhere' ? t('start.elsewhere') : t(`start.${phase}`)}</h1>
        {phase === 'elsewhere' && <p>{t('start.elsewhere_hint')}</p>}
      </div>
      <div className="row">
        {(phase === 'signed_out' || phase === 'not_allowed') && (
          <a className={buttonClass({ kind: 'primary', size: 'key' })} href={signInPath(slug)}>
            {t('start.sign_in')}
          </a>
        )}
        {phase === 'no_shop' && (
          <a className={buttonClass({ kind: 'primary', size: 'key' })} href="/">
            {t('start.shops')}
          </a>
        )}
        {(phase === 'unreachable' || phase === 'failed') && (
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
