import { Form, useNavigation } from '@remix-run/react'
import { Check } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Checkbox, RadioGroup } from '#app/components/choices.tsx'
import { formatDay, formatShortDay } from '#app/components/dates.ts'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { formatMoney, Total } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { Select } from '#app/components/select.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import type { ActionAnswer } from '#app/server/edge.server.ts'
import { readDollars } from './typed.ts'

interface OpenItem {
  id: string
  /** What it can settle or takes, above zero. */
  openMinor: number
  day: string
  invoiceNo: string | null
}

export interface PaymentFormProps {
  id: string
  supplierId: string
  today: string
  /** `day` is when it is due. */
  bills: readonly OpenItem[]
  credits: readonly OpenItem[]
  advances: readonly OpenItem[]
  /** What tills paid out for a supplier, of which nobody has said yet for which. */
  tillCash: readonly { id: string; day: string; amountMinor: number; note: string | null }[]
  answer: ActionAnswer<unknown> | undefined
}

type Account = 'cash' | 'bank' | 'till'
const FIELDS = ['paidOn', 'amount', 'note', 'cashMoveId']
const FIELD_OF_CODE = {
  'buying.future_day': 'paidOn',
  'buying.nothing_paid': 'amount',
  'buying.cash_move_taken': 'cashMoveId',
}

/** Money for a supplier: which bills it is for, what is used up first, and where it comes from. */
export function PaymentForm(props: PaymentFormProps) {
  const { id, supplierId, today, bills, credits, advances, tillCash, answer } = props
  const { t } = useTranslation('buying')
  const errors = useFormErrors(answer, FIELDS, FIELD_OF_CODE)
  const isBusy = useNavigation().formMethod === 'POST'
  const { chosen, choose } = useChosen(props)
  const [account, setAccount] = useState<Account>('cash')
  const [moveId, setMoveId] = useState(tillCash[0]?.id ?? '')
  const [typed, setTyped] = useState<string>()
  const sum = (items: readonly OpenItem[]) =>
    items.reduce((total, each) => total + (chosen.has(each.id) ? each.openMinor : 0), 0)
  const usedMinor = Math.min(sum(credits) + sum(advances), sum(bills))
  const toPayMinor = sum(bills) - usedMinor
  const move = tillCash.find((each) => each.id === moveId)
  const amountText = typed ?? String(toPayMinor)
  const payingMinor = account === 'till' ? (move?.amountMinor ?? 0) : (readDollars(amountText) ?? 0)
  const items = { chosen, choose }
  return (
    <Form method="post" className="stack stack-loose buying-column" noValidate>
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="supplierId" value={supplierId} />
      <Items {...items} name="bill[]" title={t('pay.bills')} items={bills} kind="bill" />
      <Items {...items} name="credit[]" title={t('pay.credits')} items={credits} kind="credit" />
      <Items
        {...items}
        name="advance[]"
        title={t('pay.advances')}
        items={advances}
        kind="advance"
      />
      <RadioGroup<Account>
        legend={t('pay.account')}
        name="account"
        value={account}
        onChoose={setAccount}
        options={[
          { value: 'cash', label: t('pay.accountWord.cash') },
          { value: 'bank', label: t('pay.accountWord.bank') },
          ...(tillCash.length > 0
            ? [{ value: 'till' as const, label: t('pay.accountWord.till') }]
            : []),
        ]}
      />
      {account === 'till' ? (
        <TillCash {...{ tillCash, moveId, setMoveId }} error={errors.field('cashMoveId')} />
      ) : (
        <div className="buying-pair">
          <Field
            label={t('pay.amount')}
            name="amount"
            prefix="NT$"
            figure
            inputMode="numeric"
            autoComplete="off"
            value={amountText}
            onChange={(event) => setTyped(event.currentTarget.value)}
            error={errors.field('amount')}
          />
          <Field
            label={t('pay.day')}
            type="date"
            name="paidOn"
            defaultValue={today}
            max={today}
            error={errors.field('paidOn')}
          />
        </div>
      )}
      <Field
        label={t('supplier.note')}
        optional={t('optional')}
        name="note"
        maxLength={300}
        autoComplete="off"
        error={errors.field('note')}
      />
      <div className="stack stack-tight">
        <p role="status">{outcome(t, toPayMinor - payingMinor)}</p>
        <Total label={t('pay.total')} amountMinor={payingMinor} size="report" live />
        <Button
          type="submit"
          kind="primary"
          size="key"
          wide
          icon={Check}
          busy={isBusy}
          busyLabel={t('saving')}
        >
          {t('pay.submit')}
        </Button>
      </div>
    </Form>
  )
}

type BuyingText = ReturnType<typeof useTranslation<'buying'>>['t']

/** What is left, or what is paid in advance. */
function outcome(t: BuyingText, leftMinor: number): string {
  if (leftMinor === 0) return t('pay.exact')
  return leftMinor > 0
    ? t('pay.left', { amount: formatMoney(leftMinor) })
    : t('pay.advance', { amount: formatMoney(-leftMinor) })
}

/** What is due is paid, and what can be used up is: until somebody takes it off. */
function useChosen({ bills, credits, advances, today }: PaymentFormProps) {
  const due = bills.filter((each) => each.day <= today)
  const first = [...(due.length > 0 ? due : bills), ...credits, ...advances]
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(first.map((each) => each.id)),
  )
  const choose = (id: string, isChosen: boolean) =>
    setChosen((before) => {
      const next = new Set(before)
      if (isChosen) next.add(id)
      else next.delete(id)
      return next
    })
  return { chosen, choose }
}

interface ItemsProps {
  name: string
  title: string
  items: readonly OpenItem[]
  kind: 'bill' | 'credit' | 'advance'
  chosen: ReadonlySet<string>
  choose: (id: string, isChosen: boolean) => void
}

function Items({ name, title, items, kind, chosen, choose }: ItemsProps) {
  const { words } = useOffice()
  const { t } = useTranslation('buying')
  if (items.length === 0) return null
  return (
    <fieldset className="field">
      <legend className="field-label">{title}</legend>
      <div className="choices">
        {items.map((item) => (
          <Checkbox
            key={item.id}
            name={name}
            value={item.id}
            checked={chosen.has(item.id)}
            onChange={(event) => choose(item.id, event.currentTarget.checked)}
            label={`${formatMoney(item.openMinor)}${item.invoiceNo ? ` · ${item.invoiceNo}` : ''}`}
            hint={t(`pay.hint.${kind}`, { day: formatDay(item.day, words) })}
          />
        ))}
      </div>
    </fieldset>
  )
}

interface TillCashProps extends Pick<PaymentFormProps, 'tillCash'> {
  moveId: string
  setMoveId: (id: string) => void
  error: string | undefined
}

/** Which of the drawers' payments it was; its day and amount are known. */
function TillCash({ tillCash, moveId, setMoveId, error }: TillCashProps) {
  const { words } = useOffice()
  const { t } = useTranslation('buying')
  const move = tillCash.find((each) => each.id === moveId)
  return (
    <>
      <Select
        label={t('pay.tillMove')}
        name="cashMoveId"
        value={moveId}
        onChange={(event) => setMoveId(event.currentTarget.value)}
        options={tillCash.map((each) => ({
          value: each.id,
          label: [formatShortDay(each.day, words), formatMoney(each.amountMinor), each.note]
            .filter(Boolean)
            .join(' · '),
        }))}
        error={error}
      />
      <input type="hidden" name="paidOn" value={move?.day ?? ''} />
      <input type="hidden" name="amount" value={move?.amountMinor ?? ''} />
    </>
  )
}
