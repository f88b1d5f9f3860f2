import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Dialog } from '#app/components/dialog.tsx'
import { Field } from '#app/components/field.tsx'
import type { Selling } from './use-selling.ts'

const MOST_LETTERS = 120

/** Whose sale this is, in any letters people write their names with. */
export function CustomerDialog({ selling, onClose }: { selling: Selling; onClose: () => void }) {
  const { t } = useTranslation('till')
  const { cart, change } = selling
  const [name, setName] = useState(cart.customerName ?? '')
  const field = useRef<HTMLInputElement>(null)
  const set = (customerName: string) => {
    change({ type: 'name_customer', customerName })
    onClose()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    set(name)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      closeLabel={t('cancel')}
      title={t('customer.title')}
      initialFocus={field}
    >
      <form className="stack" onSubmit={submit}>
        <Field
          ref={field}
          label={t('customer.label')}
          hint={t('customer.hint')}
          value={name}
          maxLength={MOST_LETTERS}
          autoComplete="off"
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div className="till-dialog-actions">
          <Button size="key" onClick={() => set('')}>
            {t('customer.none')}
          </Button>
          <Button type="submit" kind="primary" size="key" wide shortcut="Enter">
            {t('customer.set')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
