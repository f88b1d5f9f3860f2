import {
  Globe,
  Landmark,
  type LucideIcon,
  Mail,
  Megaphone,
  Package,
  Phone,
  ShieldCheck,
  UserRound,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { classes } from '#app/components/classes.ts'
import type { Channel } from '#modules/learning/shared.ts'
import { useLesson } from './use-lesson.ts'

const SIGNS: Readonly<Record<Channel, LucideIcon>> = {
  chat: UserRound,
  sms: UserRound,
  call: Phone,
  page: Globe,
  letter: Mail,
  parcel: Package,
  atm: Landmark,
  ad: Megaphone,
}

export interface PracticeFrameProps {
  /** Whose message it is, and how it comes; left out for what is one's own. */
  sender?: { via: Channel; from: string; note?: string | undefined }
  children: ReactNode
}

/** The only place where a message of a swindler may stand. Its band is always in view. */
export function PracticeFrame({ sender, children }: PracticeFrameProps) {
  const { t } = useTranslation('lesson')
  return (
    <section
      className={classes('practice', sender && `practice-${sender.via}`)}
      aria-label={t('practice.band')}
    >
      <p className="practice-band">
        <ShieldCheck aria-hidden="true" />
        <span>{t('practice.band')}</span>
      </p>
      {sender && <Sender {...sender} />}
      <div className="practice-body">{children}</div>
    </section>
  )
}

function Sender({ via, from, note }: NonNullable<PracticeFrameProps['sender']>) {
  const { t } = useTranslation('lesson')
  const { pack } = useLesson()
  const Sign = SIGNS[via]
  return (
    <div className="practice-from">
      <span className="practice-sign">
        <Sign aria-hidden="true" />
      </span>
      <div>
        <p className="practice-name" lang={pack.language}>
          {from}
        </p>
        <p className="practice-note">
          <span className="practice-via">{t(`via.${via}`)}</span>
          {note && <span lang={pack.language}>{note}</span>}
        </p>
      </div>
    </div>
  )
}
