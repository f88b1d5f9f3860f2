import { Phone, PhoneCall, PhoneOff } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import type { Scenario } from '#modules/learning/shared.ts'
import { PracticeFrame } from './practice-frame.tsx'
import { Said } from './screen.tsx'

/** A phone that rings, until somebody takes the call. Not taking it is fine, and practice goes on. */
export function RingingCall({ scenario, onTake }: { scenario: Scenario; onTake: () => void }) {
  const { t } = useTranslation('lesson')
  const [isRefused, setRefused] = useState(false)
  return (
    <>
      <PracticeFrame sender={{ via: 'call', from: scenario.from, note: scenario.note }}>
        <div className="practice-ringing">
          <PhoneCall aria-hidden="true" />
          <p>{t('call.rings')}</p>
        </div>
      </PracticeFrame>
      <Said when={isRefused}>
        {isRefused && <p className="lesson-said">{t('call.refused')}</p>}
      </Said>
      <div className="lesson-helps">
        <Button size="pay" icon={PhoneOff} onClick={() => setRefused(true)}>
          {t('call.refuse')}
        </Button>
        <Button size="pay" kind="primary" icon={Phone} data-primary="" onClick={onTake}>
          {t('call.take')}
        </Button>
      </div>
    </>
  )
}
