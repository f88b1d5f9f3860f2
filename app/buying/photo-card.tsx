import { useFetcher } from '@remix-run/react'
import { Camera, Trash2 } from 'lucide-react'
import { type ChangeEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { useOffice } from '#app/reports/use-office.ts'
import type { ActionAnswer } from '#app/server/edge.server.ts'
import { newId } from '#modules/kernel/shared.ts'
import { shrinkPhoto } from './shrink-photo.ts'

export interface PhotoCardProps {
  receiptId: string
  photos: readonly { id: string }[]
  mayManage: boolean
}

/** Photographs of the slip, made small on the phone before they are sent. */
export function PhotoCard({ receiptId, photos, mayManage }: PhotoCardProps) {
  const { slug } = useOffice()
  const { t } = useTranslation('buying')
  const fetcher = useFetcher<ActionAnswer<unknown>>()
  const errors = useFormErrors(fetcher.data, [])
  const [isUnreadable, setUnreadable] = useState(false)
  const here = `/${slug}/stock/buying/receipts/${receiptId}/photos`
  const add = async (event: ChangeEvent<HTMLInputElement>) => {
    const field = event.currentTarget
    const [file] = field.files ?? []
    if (!file) return
    const small = await shrinkPhoto(file)
    field.value = ''
    setUnreadable(small === undefined)
    if (!small) return
    const form = new FormData()
    form.set('photoId', newId())
    form.set('photo', small, 'slip.jpg')
    void fetcher.submit(form, { method: 'post', action: here, encType: 'multipart/form-data' })
  }
  if (photos.length === 0 && !mayManage) return null
  return (
    <Card title={t('photo.title')} className="no-print">
      {photos.length > 0 && (
        <ul className="slip-photos">
          {photos.map((photo, index) => (
            <li key={photo.id}>
              <a href={`${here}/${photo.id}`} target="_blank" rel="noreferrer">
                <img
                  src={`${here}/${photo.id}`}
                  alt={t('photo.nth', { number: index + 1 })}
                  loading="lazy"
                />
              </a>
              {mayManage && (
                <fetcher.Form method="post" action={here}>
                  <input type="hidden" name="remove" value={photo.id} />
                  <Button type="submit" kind="quiet" icon={Trash2}>
                    {t('photo.remove')}
                  </Button>
                </fetcher.Form>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayManage && (
        <label className={`${buttonClass({})} slip-photo-choice`}>
          <input type="file" accept="image/*" onChange={(event) => void add(event)} />
          <ButtonFace icon={Camera}>
            {t(fetcher.state === 'idle' ? 'photo.add' : 'photo.sending')}
          </ButtonFace>
        </label>
      )}
      <p role="status">{errors.general ?? (isUnreadable && t('photo.unreadable'))}</p>
    </Card>
  )
}
