import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Logo } from '#app/components/logo.tsx'
import type { TillState, WorkingTill } from './working-till.ts'

export interface RevokedScreenProps {
  till: WorkingTill
  state: TillState
  onUnpaired: () => void
}

/**
 * The owner took this device out of use. What it still has is handed over first; then it forgets
 * people and customers by itself.
 */
export function RevokedScreen({ till, state, onUnpaired }: RevokedScreenProps) {
  const { t } = useTranslation('till')
  const { revision } = state
  const [isForgotten, setIsForgotten] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer of the server may have been the last one.
  useEffect(() => {
    till.forget().then((done) => done && setIsForgotten(true), console.error)
  }, [till, revision])
  return (
    <main className="till-start">
      <Logo label={t('app')} />
      <div className="stack" role="status">
        <h1>{t('start.revoked')}</h1>
        <p>
          {isForgotten
            ? t('start.revoked_hint')
            : t('start.revoked_waiting', { n: state.unsentCount })}
        </p>
      </div>
      {isForgotten && (
        <Button size="key" onClick={onUnpaired}>
          {t('start.pair_again')}
        </Button>
      )}
    </main>
  )
}
