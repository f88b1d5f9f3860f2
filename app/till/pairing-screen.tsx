import './people.css'
import { ArrowLeft, Smartphone, Tablet } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Logo } from '#app/components/logo.tsx'
import { Notice } from '#app/components/notice.tsx'
import { PAIRING_ALPHABET, PAIRING_CODE_LENGTH } from '#modules/pos/shared.ts'
import { type PairingTrouble, type UsePairing, usePairing } from './use-pairing.ts'

export interface PairingScreenProps {
  /** The shop of the address, if it names one. */
  slug?: string | undefined
  /** It is a till now. */
  onPaired: (slug: string) => void
}

/** The way back here after signing in. */
export const signInPath = (slug: string | undefined) =>
  slug ? `/signin?next=${encodeURIComponent(`/till/?shop=${slug}`)}` : '/'

/** This browser is no till yet: by one press where the owner is signed in, else by a code. */
export function PairingScreen({ slug, onPaired }: PairingScreenProps) {
  const { t } = useTranslation('till')
  const pairing = usePairing(slug, onPaired)
  const [typesCode, setTypesCode] = useState(false)
  if (pairing.isLooking) return <main className="till-start" aria-busy="true" />
  return (
    <main className="till-start">
      <Logo label={t('app')} />
      {pairing.matchNumber !== undefined ? (
        <Match pairing={pairing} matchNumber={pairing.matchNumber} />
      ) : pairing.pairer && !typesCode ? (
        <Here pairing={pairing} onCode={() => setTypesCode(true)} />
      ) : (
        <Code pairing={pairing} slug={slug} />
      )}
    </main>
  )
}

/** The owner is signed in on this very device. */
function Here({ pairing, onCode }: { pairing: UsePairing; onCode: () => void }) {
  const { t } = useTranslation('till')
  const { pairer, trouble, isBusy, pairNow } = pairing
  return (
    <>
      <div className="stack">
        <h1>{t('pairing.here_title', { shop: pairer?.shop ?? '' })}</h1>
        <p>{t('pairing.here_text')}</p>
      </div>
      <Trouble trouble={trouble} />
      <Button kind="primary" size="pay" icon={Tablet} busy={isBusy} onClick={pairNow}>
        {t('pairing.here')}
      </Button>
      <Button kind="quiet" size="key" onClick={onCode}>
        {t('pairing.with_code')}
      </Button>
    </>
  )
}

/** Eight letters and digits from the owner's telephone, on keys that need no keyboard. */
function Code({ pairing, slug }: { pairing: UsePairing; slug: string | undefined }) {
  const { t } = useTranslation('till')
  const { code, trouble, isBusy, type } = pairing
  useTypedCode(code, type)
  return (
    <>
      <div className="stack">
        <h1>{t('pairing.code_title')}</h1>
        <p>{t('pairing.code_text')}</p>
      </div>
      <p className="pairing-code" aria-live="polite" aria-busy={isBusy}>
        <span className="visually-hidden">{t('pairing.typed', { code: code || '—' })}</span>
        {Array.from({ length: PAIRING_CODE_LENGTH }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the places of a code are its only names.
          <span key={index} className="pairing-place" aria-hidden="true">
            {code.charAt(index)}
          </span>
        ))}
      </p>
      <Trouble trouble={trouble} />
      <fieldset className="pairing-keys" aria-label={t('pairing.keys')}>
        {[...PAIRING_ALPHABET].map((key) => (
          <Button key={key} size="key" className="keypad-key" onClick={() => type(code + key)}>
            {key}
          </Button>
        ))}
        <Button
          size="key"
          icon={ArrowLeft}
          className="pairing-back"
          onClick={() => type(code.slice(0, -1))}
        >
          {t('pay.backspace')}
        </Button>
      </fieldset>
      <a className={buttonClass({ kind: 'quiet', size: 'key' })} href={signInPath(slug)}>
        <ButtonFace icon={Smartphone}>{t('pairing.sign_in')}</ButtonFace>
      </a>
    </>
  )
}

/** A real keyboard works as well. */
function useTypedCode(code: string, type: (code: string) => void) {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === 'Backspace') type(code.slice(0, -1))
      else if (/^[0-9a-z]$/i.test(event.key)) type(code + event.key)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [code, type])
}

/** The two digits that the owner has to recognise. */
function Match({ pairing, matchNumber }: { pairing: UsePairing; matchNumber: number }) {
  const { t } = useTranslation('till')
  return (
    <>
      <div className="stack" role="status">
        <h1>{t('pairing.match_title')}</h1>
        <p className="pairing-number">{matchNumber}</p>
        <p>{t('pairing.match_text')}</p>
      </div>
      <Button size="key" onClick={pairing.startOver}>
        {t('pairing.start_over')}
      </Button>
    </>
  )
}

function Trouble({ trouble }: { trouble: PairingTrouble | undefined }) {
  const { t } = useTranslation('till')
  if (!trouble) return null
  return <Notice kind="wrong" title={t(`pairing.trouble_${trouble}`)} announce />
}
