import { Form, useNavigation, useSubmit } from '@remix-run/react'
import { Camera, Check, Image } from 'lucide-react'
import { type ChangeEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '#app/components/avatar.tsx'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Checkbox } from '#app/components/choices.tsx'
import { Disclosure } from '#app/components/disclosure.tsx'
import { Notice } from '#app/components/notice.tsx'
import { useDays } from '#app/use-days.ts'
import { shrinkPhoto } from './shrink-photo.ts'

export interface PhotoCardProps {
  name: string
  /** Where the photograph that is on their tile is fetched; null without one. */
  address: string | null
  /** Who heard them agree, and when. */
  consent: { at: Date; heardBy: string | null } | null
}

/** A small photograph on somebody's tile, taken or chosen here once they said yes. */
export function PhotoCard({ name, address, consent }: PhotoCardProps) {
  const { t } = useTranslation('photo')
  const days = useDays()
  return (
    <Card title={t('title')}>
      {address === null || !consent ? (
        <p>{t('none')}</p>
      ) : (
        <div className="photo-now">
          <Avatar name={name} photo={address} size="large" />
          <div className="stack stack-tight">
            <p>
              {t('consented', {
                date: days.short(consent.at),
                who: consent.heardBy ?? t('somebody'),
              })}
            </p>
            <Disclosure label={t('remove')} kind="quiet">
              <p>{t('remove_text')}</p>
              <Form method="post">
                <input type="hidden" name="intent" value="remove_photo" />
                <Button type="submit" kind="danger">
                  {t('remove_confirm', { name })}
                </Button>
              </Form>
            </Disclosure>
          </div>
        </div>
      )}
      <Disclosure label={address === null ? t('add') : t('change')}>
        {/* After each saving nothing is chosen. */}
        <PhotoForm key={address} name={name} />
      </Disclosure>
    </Card>
  )
}

function PhotoForm({ name }: { name: string }) {
  const { t } = useTranslation('photo')
  const submit = useSubmit()
  const isBusy = useNavigation().state !== 'idle'
  const [photo, setPhoto] = useState<Blob>()
  const [isUnreadable, setUnreadable] = useState(false)
  const [hasAgreed, setAgreed] = useState(false)
  const preview = useAddress(photo)
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const input = event.currentTarget
    const [file] = input.files ?? []
    if (!file) return
    const small = await shrinkPhoto(file)
    // The same file may be chosen again.
    input.value = ''
    setUnreadable(small === undefined)
    setPhoto(small)
  }
  const onChange = (event: ChangeEvent<HTMLInputElement>) => void choose(event).catch(console.error)
  const words = t('consent', { name })
  const save = () => {
    if (!photo) return
    const form = new FormData()
    form.set('intent', 'photo')
    form.set('photo', new File([photo], 'photo.jpg', { type: 'image/jpeg' }))
    form.set('consent', words)
    submit(form, { method: 'post', encType: 'multipart/form-data' })
  }
  const missing = photo === undefined ? t('first_photo') : hasAgreed ? undefined : t('first_ask')
  return (
    <div className="stack">
      <p>{t('hint')}</p>
      <div className="row">
        <PhotoInput icon={Camera} label={t('take')} capture onChange={onChange} />
        <PhotoInput icon={Image} label={t('choose')} onChange={onChange} />
      </div>
      {isUnreadable && <Notice kind="wrong" title={t('unreadable')} announce />}
      {preview && (
        <img className="avatar avatar-large" src={preview} alt={t('preview', { name })} />
      )}
      <Checkbox
        label={words}
        hint={t('consent_hint')}
        checked={hasAgreed}
        onChange={(event) => setAgreed(event.currentTarget.checked)}
      />
      <Button
        kind="outline"
        icon={Check}
        busy={isBusy}
        onClick={save}
        {...(missing !== undefined && { disabledReason: missing })}
      >
        {t('save')}
      </Button>
    </div>
  )
}

interface PhotoInputProps {
  icon: typeof Camera
  label: string
  /** Opens the camera on devices that have one. */
  capture?: boolean
  onChange: (event: ChangeEvent<HTMLInputElement>) => void
}

/** A button that opens the camera, or the pictures on this device. */
function PhotoInput({ icon, label, capture, onChange }: PhotoInputProps) {
  return (
    <label className={buttonClass({ className: 'photo-input' })}>
      <ButtonFace icon={icon}>{label}</ButtonFace>
      <input
        type="file"
        accept="image/*"
        className="visually-hidden"
        onChange={onChange}
        {...(capture && { capture: 'environment' as const })}
      />
    </label>
  )
}

/** An address for something in memory, while it is shown. */
function useAddress(blob: Blob | undefined): string | undefined {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    if (!blob) return setAddress(undefined)
    const made = URL.createObjectURL(blob)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [blob])
  return address
}
