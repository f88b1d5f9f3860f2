import { Send } from 'lucide-react'
import { type FormEvent, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Dialog } from '#app/components/dialog.tsx'
import { Field } from '#app/components/field.tsx'
import { ReceiptCode } from '#app/components/receipt-codes.tsx'
import type { StoredEvent } from '#app/offline/disk.ts'
import { newId } from '#modules/kernel/shared.ts'
import { EVENT_SCHEMA_VERSION, type ReceiptMailedBody } from '#modules/pos/shared.ts'
import { readSale } from './receipt.ts'
import { useReceiptCode } from './use-receipt-code.ts'
import type { Selling } from './use-selling.ts'
import type { WorkingTill } from './working-till.ts'

export interface TakeAwayDialogProps {
  till: WorkingTill
  selling: Selling
  onClose: () => void
  event: StoredEvent
}

/** The receipt without paper: a code for the customer's phone, or a letter to their mailbox. */
export function TakeAwayDialog({ till, selling, onClose, event }: TakeAwayDialogProps) {
  const { t } = useTranslation('till')
  const sale = useMemo(() => readSale(event), [event])
  const code = useReceiptCode(selling.snapshot, sale, false)
  const [mail, setMail] = useState<'asked' | 'wrong'>()
  if (!sale) return null
  const { snapshot, state } = selling
  const send = async (submitted: FormEvent<HTMLFormElement>) => {
    submitted.preventDefault()
    const typed = new FormData(submitted.currentTarget).get('email')
    const customerEmail = typeof typed === 'string' ? typed.trim() : ''
    if (!LIKE_AN_ADDRESS.test(customerEmail)) return setMail('wrong')
    const body: ReceiptMailedBody = {
      mailId: newId(),
      saleId: sale.saleId,
      askedAt: new Date().toISOString(),
      cashierId: snapshot.person.id,
    }
    const asked = {
      eventId: body.mailId,
      type: 'receipt.mailed',
      schemaVersion: EVENT_SCHEMA_VERSION,
      body,
      personal: { customerEmail },
    }
    const committed = await till.commit((facts) => ({ events: [asked], facts }))
    if (committed.kind !== 'saved') return selling.setTrouble('failed')
    setMail('asked')
  }
  return (
    <Dialog open onClose={onClose} closeLabel={t('close')} title={t('take_away.title')}>
      <div className="stack">
        {code.modules && (
          <>
            <p>{t('take_away.scan')}</p>
            <div className="till-take-away">
              <ReceiptCode modules={code.modules} />
            </div>
          </>
        )}
        {code.modules && state.connection !== 'online' && <p>{t('take_away.later')}</p>}
        {mail === 'asked' ? (
          <p role="status">
            {state.connection === 'online' ? t('take_away.sent') : t('take_away.sent_later')}
          </p>
        ) : (
          <form className="stack" noValidate onSubmit={(submitted) => void send(submitted)}>
            <Field
              label={t('take_away.email')}
              name="email"
              type="email"
              inputMode="email"
              autoComplete="off"
              maxLength={254}
              error={mail === 'wrong' ? t('take_away.wrong') : undefined}
            />
            <Button type="submit" size="key" wide icon={Send}>
              {t('take_away.send')}
            </Button>
          </form>
        )}
      </div>
    </Dialog>
  )
}

/** Something, an @, something with a dot: the server looks closer. */
const LIKE_AN_ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
