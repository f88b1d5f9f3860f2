import { useTranslation } from 'react-i18next'
import { Checkbox } from '#app/components/choices.tsx'
import { Dialog } from '#app/components/dialog.tsx'
import { Segments } from '#app/components/segments.tsx'
import { LANGUAGES, SCREEN_LANGUAGES } from '#app/locales/languages.ts'
import { changeDeviceSettings, useDeviceSettings } from './device-settings.ts'
import type { Display } from './display.ts'
import { canSpeak } from './voice.ts'

export interface DisplayDialogProps {
  onClose: () => void
  display: Display
  onDisplay: (more: Partial<Display>) => void
}

const THEMES = ['system', 'light', 'dark', 'sun'] as const
const SIZES = ['base', 'easy'] as const

/** Colours, size and language of this device's screen. */
export function DisplayDialog({ onClose, display, onDisplay }: DisplayDialogProps) {
  const { t } = useTranslation('till')
  return (
    <Dialog open onClose={onClose} closeLabel={t('close')} title={t('display.title')}>
      <h3>{t('display.theme')}</h3>
      <Segments
        label={t('display.theme')}
        name="theme"
        size="key"
        grid
        value={display.theme}
        onChoose={(theme) => onDisplay({ theme })}
        segments={THEMES.map((value) => ({ value, label: t(`display.theme_${value}`) }))}
      />
      <h3>{t('display.text')}</h3>
      <Segments
        label={t('display.text')}
        name="text"
        size="key"
        value={display.text}
        onChoose={(text) => onDisplay({ text })}
        segments={SIZES.map((value) => ({ value, label: t(`display.text_${value}`) }))}
      />
      <h3>{t('display.language')}</h3>
      <Segments
        label={t('display.language')}
        name="language"
        size="key"
        value={display.language}
        onChoose={(language) => onDisplay({ language })}
        segments={SCREEN_LANGUAGES.map((value) => ({
          value,
          label: LANGUAGES.find((each) => each.tag === value)?.autonym ?? value,
        }))}
      />
      <DeviceChoices />
    </Dialog>
  )
}

const KEYS = ['base', 'large'] as const

/** How the counter's device is touched and heard; it stays so for whoever sells on it. */
function DeviceChoices() {
  const { t } = useTranslation('till')
  const device = useDeviceSettings()
  return (
    <>
      <h3>{t('display.keys')}</h3>
      <Segments
        label={t('display.keys')}
        name="keys"
        size="key"
        value={device.keys}
        onChoose={(keys) => changeDeviceSettings({ keys })}
        segments={KEYS.map((value) => ({ value, label: t(`display.keys_${value}`) }))}
      />
      {device.keys === 'large' && <p className="muted">{t('display.keys_hint')}</p>}
      <h3>{t('display.sounds')}</h3>
      <Checkbox
        label={t('display.voice')}
        hint={canSpeak() ? t('display.voice_hint') : t('display.voice_missing')}
        checked={device.voice}
        onChange={(event) => changeDeviceSettings({ voice: event.currentTarget.checked })}
      />
      <Checkbox
        label={t('display.sound')}
        checked={device.sound}
        onChange={(event) => changeDeviceSettings({ sound: event.currentTarget.checked })}
      />
      {'vibrate' in navigator && (
        <Checkbox
          label={t('display.vibration')}
          checked={device.vibration}
          onChange={(event) => changeDeviceSettings({ vibration: event.currentTarget.checked })}
        />
      )}
    </>
  )
}
