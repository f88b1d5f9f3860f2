import { Monitor, QrCode as QrIcon, RefreshCw, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Dialog } from '#app/components/dialog.tsx'
import { Notice } from '#app/components/notice.tsx'
import { QrCode } from '#app/components/qr-code.tsx'
import { endRemoteDisplay, openRemoteDisplay, useRemoteDisplay } from './remote-display.ts'
import type { WorkingTill } from './working-till.ts'

export interface CustomerScreenDialogProps {
  till: WorkingTill
  onClose: () => void
}

/** Where the customer can look: a second window of this device, or a phone beside it. */
export function CustomerScreenDialog({ till, onClose }: CustomerScreenDialogProps) {
  const { t } = useTranslation('customer')
  const words = useTranslation('till')
  const [isBlocked, setIsBlocked] = useState(false)
  const openWindow = async () => {
    const opened = await openOnOtherScreen()
    setIsBlocked(!opened)
    if (opened) onClose()
  }
  return (
    <Dialog open onClose={onClose} closeLabel={words.t('close')} title={t('title')}>
      <div className="stack">
        <h3>{t('dialog.window')}</h3>
        <p>{t('dialog.window_hint')}</p>
        {isBlocked && <Notice kind="wrong" title={t('dialog.blocked')} announce />}
        <Button size="key" wide icon={Monitor} onClick={() => void openWindow()}>
          {t('dialog.window')}
        </Button>
        <h3>{t('dialog.phone')}</h3>
        <PhoneScreen till={till} />
      </div>
    </Dialog>
  )
}

function PhoneScreen({ till }: { till: WorkingTill }) {
  const { t } = useTranslation('customer')
  const { isOpen, isWatched, link, squares } = useRemoteDisplay()
  const [isBusy, setIsBusy] = useState(false)
  const [hasFailed, setHasFailed] = useState(false)
  const attempt = async (work: (till: WorkingTill) => Promise<boolean>) => {
    setIsBusy(true)
    setHasFailed(!(await work(till)))
    setIsBusy(false)
  }
  return (
    <>
      <p>{t('dialog.phone_hint')}</p>
      {hasFailed && <Notice kind="wrong" title={t('dialog.failed')} announce />}
      {isOpen && squares && link && (
        <>
          <QrCode label={t('dialog.qr')} squares={squares} />
          <p>{t('dialog.scan')}</p>
          <p className="till-address">
            {t('dialog.address')} <span>{link}</span>
          </p>
        </>
      )}
      {isOpen && (
        <p role="status">
          <b>{isWatched ? t('dialog.watched') : t('dialog.unwatched')}</b>
        </p>
      )}
      <Button
        size="key"
        wide
        icon={isOpen ? RefreshCw : QrIcon}
        busy={isBusy}
        onClick={() => void attempt(openRemoteDisplay)}
      >
        {isOpen ? t('dialog.again') : t('dialog.open')}
      </Button>
      {isOpen && (
        <Button
          size="key"
          wide
          icon={X}
          busy={isBusy}
          onClick={() => void attempt(endRemoteDisplay)}
        >
          {t('dialog.end')}
        </Button>
      )}
    </>
  )
}

/** The part of the Window Management API that is used; most browsers have none of it. */
interface ScreenDetails {
  screens: readonly {
    isPrimary: boolean
    left: number
    top: number
    width: number
    height: number
  }[]
  currentScreen: { left: number; top: number }
}

/** On the other screen when the browser knows where that is, else in a window to be dragged there. */
async function openOnOtherScreen(): Promise<boolean> {
  const place = await otherScreen()
  const features = place
    ? `popup,left=${place.left},top=${place.top},width=${place.width},height=${place.height}`
    : 'popup,width=1024,height=700'
  return window.open('/till/display.html', 'tillage-customer', features) !== null
}

async function otherScreen() {
  const ask: unknown = Reflect.get(window, 'getScreenDetails')
  if (typeof ask !== 'function') return undefined
  try {
    const details: ScreenDetails = await ask.call(window)
    const { currentScreen } = details
    return details.screens.find(
      (each) => each.left !== currentScreen.left || each.top !== currentScreen.top,
    )
  } catch {
    // The person did not allow it: a plain window does as well.
    return undefined
  }
}
