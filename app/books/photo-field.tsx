import { type ChangeEvent, useState } from 'react'
import { FieldFrame } from '#app/components/field.tsx'
import { useLedgerText } from './ledger-text.ts'
import { shrinkPhoto } from './shrink-photo.ts'

/** The photograph of a slip: made small here already, so that it is sent in a moment. */
export function PhotoField() {
  const { t } = useLedgerText()
  const [preview, setPreview] = useState<string>()
  async function choose(event: ChangeEvent<HTMLInputElement>) {
    const input = event.currentTarget
    const [photo] = input.files ?? []
    setPreview(undefined)
    if (!photo) return
    const small = await shrinkPhoto(photo)
    // Another one may have been chosen meanwhile.
    if (input.files?.[0] !== photo) return
    if (small) {
      const files = new DataTransfer()
      files.items.add(small)
      input.files = files.files
    }
    setPreview(URL.createObjectURL(small ?? photo))
  }
  return (
    <FieldFrame
      label={t('money.photo')}
      optional={t('optional')}
      hint={t('money.photoHint')}
      className="photo-field"
    >
      {(wiring) => (
        <>
          <input
            {...wiring}
            type="file"
            name="photo"
            accept="image/jpeg,image/png,image/webp"
            onChange={choose}
          />
          {preview && <img src={preview} alt={t('money.photoAlt')} className="slip-photo" />}
        </>
      )}
    </FieldFrame>
  )
}
