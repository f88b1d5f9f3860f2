import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Dialog } from '#app/components/dialog.tsx'
import { FindField } from '#app/components/find-field.tsx'
import { Pictogram } from '#app/components/pictogram.tsx'
import { PICTOGRAMS } from '#app/components/pictograms.ts'

export interface PictogramChooserProps {
  open: boolean
  current: string
  onClose: () => void
  /** An id, or nothing for no picture. */
  onChoose: (id: string) => void
}

/** All drawn pictures with their names; typing finds them by further words too. */
export function PictogramChooser({ open, current, onClose, onChoose }: PictogramChooserProps) {
  const { t } = useTranslation(['goods', 'components'])
  const [search, setSearch] = useState('')
  const word = search.trim().toLowerCase()
  const found = PICTOGRAMS.filter(({ id }) =>
    `${t(`components:pictogram.${id}`)} ${t(`components:pictogramSearch.${id}`)}`
      .toLowerCase()
      .includes(word),
  )
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('form.pictogramTitle')}
      closeLabel={t('form.close')}
      wide
      actions={<Button onClick={() => onChoose('')}>{t('form.noPictogram')}</Button>}
    >
      <div className="stack">
        <FindField
          label={t('form.pictogramTitle')}
          size="office"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <div className="pictogram-grid">
          {found.map(({ id }) => (
            <button
              key={id}
              type="button"
              className="pictogram-choice"
              aria-pressed={id === current}
              onClick={() => onChoose(id)}
            >
              <Pictogram id={id} />
              <span>{t(`components:pictogram.${id}`)}</span>
            </button>
          ))}
        </div>
      </div>
    </Dialog>
  )
}
