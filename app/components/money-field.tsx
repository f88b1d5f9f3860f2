import { type ChangeEvent, useState } from 'react'
import { Field, type FieldProps } from './field.tsx'

/** More than any counter takes, and far within what a number holds exactly. */
const MOST_DIGITS = 12

/** Whole dollars from what was typed; full-width digits count, commas do not. Empty is undefined. */
export function readWhole(typed: string): number | undefined {
  const digits = typed
    .normalize('NFKC')
    .replace(/[^0-9]/g, '')
    .slice(0, MOST_DIGITS)
  return digits === '' ? undefined : Number(digits)
}

export interface MoneyFieldProps
  extends Omit<
    FieldProps,
    'type' | 'value' | 'defaultValue' | 'onChange' | 'figure' | 'inputMode'
  > {
  prefix: string
  /** Whole New Taiwan dollars. */
  defaultAmountMinor?: number | undefined
  onAmountMinor?: ((amountMinor: number | undefined) => void) | undefined
}

/** An amount in whole NT$. The form receives plain digits under `name`. */
export function MoneyField({ defaultAmountMinor, onAmountMinor, ...rest }: MoneyFieldProps) {
  const [amountMinor, setAmountMinor] = useState(defaultAmountMinor)
  function change(event: ChangeEvent<HTMLInputElement>) {
    const next = readWhole(event.currentTarget.value)
    setAmountMinor(next)
    onAmountMinor?.(next)
  }
  return (
    <Field
      {...rest}
      figure
      inputMode="numeric"
      autoComplete="off"
      value={amountMinor ?? ''}
      onChange={change}
    />
  )
}
