import { Form, Link, useNavigation } from '@remix-run/react'
import { Check } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, buttonClass } from '#app/components/button.tsx'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Total } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { Select } from '#app/components/select.tsx'
import { TextArea } from '#app/components/text-area.tsx'
import type { ActionAnswer } from '#app/server/edge.server.ts'
import { LineList } from './line-list.tsx'
import { readDollars } from './typed.ts'
import { type DraftLine, useLines } from './use-lines.ts'

export interface OrderFormProps {
  order: {
    id: string
    supplierId: string
    expectedOn: string | null
    note: string
    /** Undefined for an order that is not there yet. */
    changedAt?: string | undefined
  }
  lines: readonly DraftLine[]
  suppliers: readonly { id: string; name: string }[]
  answer: ActionAnswer<unknown> | undefined
  /** Where one goes who changes nothing. */
  cancelTo: string
}

const FIELDS = ['supplierId', 'expectedOn', 'note']
const FIELD_OF_CODE = { 'buying.no_supplier': 'supplierId' }

/** An order while it is written: from whom, what, by when. Prices may be asked for later. */
export function OrderForm({ order, lines, suppliers, answer, cancelTo }: OrderFormProps) {
  const { t } = useTranslation('buying')
  const errors = useFormErrors(answer, FIELDS, FIELD_OF_CODE)
  const isBusy = useNavigation().formMethod === 'POST'
  const [supplierId, setSupplierId] = useState(order.supplierId)
  const goods = useLines(lines)
  const sumMinor = goods.lines.reduce((sum, line) => sum + (readDollars(line.amount) ?? 0), 0)
  return (
    <Form method="post" className="stack stack-loose buying-form" noValidate>
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      <input type="hidden" name="id" value={order.id} />
      {order.changedAt && <input type="hidden" name="shownChangedAt" value={order.changedAt} />}
      <div className="buying-pair">
        <Select
          label={t('order.supplier')}
          name="supplierId"
          value={supplierId}
          onChange={(event) => setSupplierId(event.currentTarget.value)}
          emptyLabel={t('purchase.choose')}
          options={suppliers.map((each) => ({ value: each.id, label: each.name }))}
          error={errors.field('supplierId')}
        />
        <Field
          label={t('order.expected')}
          optional={t('optional')}
          type="date"
          name="expectedOn"
          defaultValue={order.expectedOn ?? ''}
          error={errors.field('expectedOn')}
        />
      </div>
      <LineList
        goods={goods}
        supplierId={supplierId}
        isChecked={answer?.ok === false}
        title={t('order.goods')}
        mayLackAmount
      />
      <TextArea
        label={t('order.note')}
        optional={t('optional')}
        name="note"
        rows={2}
        maxLength={1000}
        defaultValue={order.note}
        error={errors.field('note')}
      />
      <div className="stack stack-tight">
        <Total label={t('order.about')} amountMinor={sumMinor} size="report" live />
        <div className="row">
          <Button
            type="submit"
            kind="primary"
            size="key"
            icon={Check}
            busy={isBusy}
            busyLabel={t('saving')}
          >
            {t('order.save')}
          </Button>
          <Link to={cancelTo} className={buttonClass({ size: 'key' })}>
            {t('cancel')}
          </Link>
        </div>
      </div>
    </Form>
  )
}
