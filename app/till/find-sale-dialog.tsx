import { Search } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Dialog } from '#app/components/dialog.tsx'
import { Field } from '#app/components/field.tsx'
import { returnableFrom } from './refund.ts'
import { fetchSale } from './till-api.ts'
import { unsentRefunds } from './use-refunding.ts'
import type { Selling } from './use-selling.ts'
import type { WorkingTill } from './working-till.ts'

export interface FindSaleDialogProps {
  till: WorkingTill
  selling: Selling
  onClose: () => void
}

/** A sale of another till, by the number on its receipt. It takes a network to know it. */
export function FindSaleDialog({ till, selling, onClose }: FindSaleDialogProps) {
  const { t } = useTranslation('refund')
  const common = useTranslation('till')
  const [receiptNo, setReceiptNo] = useState('')
  const [isLooking, setIsLooking] = useState(false)
  const [error, setError] = useState<string>()
  const find = async (event: FormEvent) => {
    event.preventDefault()
    if (receiptNo.trim() === '' || isLooking) return
    setIsLooking(true)
    setError(undefined)
    const answer = await fetchSale(till, { receiptNo: receiptNo.trim() })
    setIsLooking(false)
    if (answer.kind === 'ok') {
      const sale = returnableFrom(answer.value, await unsentRefunds(till))
      selling.setOpened({ kind: 'return', sale })
    } else {
      setError(answer.kind === 'refused' ? t('search.unknown_sale') : t('search.unreachable'))
    }
  }
  return (
    <Dialog open onClose={onClose} closeLabel={common.t('close')} title={t('find')}>
      <form className="stack" onSubmit={(event) => void find(event)}>
        <Field
          label={t('search.label')}
          hint={t('search.hint')}
          value={receiptNo}
          error={error}
          autoComplete="off"
          maxLength={30}
          onChange={(event) => setReceiptNo(event.currentTarget.value)}
        />
        <Button
          type="submit"
          kind="primary"
          size="key"
          wide
          icon={Search}
          busy={isLooking}
          busyLabel={t('search.looking')}
        >
          {t('search.find')}
        </Button>
      </form>
    </Dialog>
  )
}
