import { AppWindow, Bluetooth, Cable, type LucideIcon, Smartphone, Usb } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Notice } from '#app/components/notice.tsx'
import { chooseBluetooth, hasBluetooth } from './bluetooth-transport.ts'
import type { Reach, Way } from './own-printer.ts'
import { hasRawbt } from './rawbt.ts'
import { BAUD_RATES, chooseSerial, hasSerial } from './serial-transport.ts'
import { chooseUsb, hasUsb } from './usb-transport.ts'

export interface Connected {
  reach: Reach
}

const WAYS: readonly {
  way: Way
  icon: LucideIcon
  isHere: () => boolean
  choose: () => Promise<Connected | undefined>
}[] = [
  { way: 'usb', icon: Usb, isHere: hasUsb, choose: chooseUsb },
  { way: 'bluetooth', icon: Bluetooth, isHere: hasBluetooth, choose: chooseBluetooth },
  { way: 'serial', icon: Cable, isHere: hasSerial, choose: () => chooseSerial(BAUD_RATES[0]) },
  {
    way: 'rawbt',
    icon: Smartphone,
    isHere: hasRawbt,
    choose: async () => ({ reach: { way: 'rawbt' } }),
  },
  {
    way: 'browser',
    icon: AppWindow,
    isHere: () => true,
    choose: async () => ({ reach: { way: 'browser' } }),
  },
]

/** How the printer is connected: one press, and then the browser asks which. */
export function ConnectStep({ onConnected }: { onConnected: (connected: Connected) => void }) {
  const { t } = useTranslation('tillprinter')
  const [trouble, setTrouble] = useState<'none' | 'nothing_chosen' | 'failed'>('none')
  const connect = async (choose: () => Promise<Connected | undefined>) => {
    try {
      const connected = await choose()
      setTrouble(connected ? 'none' : 'nothing_chosen')
      if (connected) onConnected(connected)
    } catch (cause) {
      console.error(cause)
      setTrouble('failed')
    }
  }
  return (
    <div className="stack">
      {trouble !== 'none' && (
        <Notice kind="waiting" title={t(`how.${trouble}`)} announce>
          {t(`how.${trouble}_text`)}
        </Notice>
      )}
      {WAYS.map(({ way, icon, isHere, choose }) => (
        <div key={way} className="printer-way">
          <Button
            size="key"
            wide
            icon={icon}
            className="till-door"
            disabledReason={isHere() ? undefined : t(`how.${way}_missing`)}
            onClick={() => void connect(choose)}
          >
            {t(`how.${way}`)}
          </Button>
          {isHere() && <p className="muted">{t(`how.${way}_hint`)}</p>}
        </div>
      ))}
    </div>
  )
}
