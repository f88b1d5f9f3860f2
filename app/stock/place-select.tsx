import { useTranslation } from 'react-i18next'
import { Select } from '#app/components/select.tsx'

export interface PlaceSelectProps {
  label: string
  name: string
  places: readonly { id: string; name: string }[]
  value: string
  onChange: (placeId: string) => void
}

/** A place of the shop; the empty choice is the shop floor. Nothing is asked where there is no other. */
export function PlaceSelect({ label, name, places, value, onChange }: PlaceSelectProps) {
  const { t } = useTranslation('stock')
  if (places.length === 0) return <input type="hidden" name={name} value="" />
  return (
    <Select
      label={label}
      name={name}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      emptyLabel={t('floor')}
      options={places.map((place) => ({ value: place.id, label: place.name }))}
    />
  )
}
