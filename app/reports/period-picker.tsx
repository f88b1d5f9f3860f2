import { Form, Link } from '@remix-run/react'
import { ChevronDown, ChevronLeft, ChevronRight } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import {
  addDays,
  addMonths,
  formatDay,
  formatMonth,
  formatMonthDay,
  formatShortDay,
} from '#app/components/dates.ts'
import { Field } from '#app/components/field.tsx'
import { useOffice } from './use-office.ts'

interface PickerProps {
  /** `YYYY-MM-DD`, or `YYYY-MM` for a month. */
  value: string
  /** The current day or month, for the way back. */
  now: string
  /** What else the address says and keeps. */
  keep?: Record<string, string> | undefined
}

/** The day of a page: said in the shop's calendar, chosen with the system's own date field. */
export function DayPicker({ value, now, keep = {} }: PickerProps) {
  const { words } = useOffice()
  const { t } = useTranslation('today')
  const isThisYear = value.slice(0, 4) === now.slice(0, 4)
  return (
    <Picker
      label={t('picker.day')}
      shown={
        isThisYear ? (
          <>
            <span className="easy-away">{formatShortDay(value, words)}</span>
            <span className="easy-only">{formatMonthDay(value, words)}</span>
          </>
        ) : (
          formatDay(value, words)
        )
      }
      name="day"
      value={value}
      keep={keep}
      before={{ to: addDays(value, -1), label: t('picker.before') }}
      after={value < now ? { to: addDays(value, 1), label: t('picker.after') } : undefined}
      home={value === now ? undefined : { to: now, label: t('picker.today') }}
      field={
        <Field label={t('picker.choose')} type="date" name="day" defaultValue={value} required />
      }
      submit={t('picker.show')}
    />
  )
}

/** The month of a page. A browser without a month field takes `2026-11` as text. */
export function MonthPicker({ value, now, keep = {} }: PickerProps) {
  const { words } = useOffice()
  const { t } = useTranslation('today')
  return (
    <Picker
      label={t('picker.month')}
      shown={formatMonth(value, words)}
      name="month"
      value={value}
      keep={keep}
      before={{ to: addMonths(value, -1), label: t('picker.monthBefore') }}
      after={value < now ? { to: addMonths(value, 1), label: t('picker.monthAfter') } : undefined}
      home={value === now ? undefined : { to: now, label: t('picker.thisMonth') }}
      field={
        <Field
          label={t('picker.chooseMonth')}
          type="month"
          name="month"
          defaultValue={value}
          pattern="\d{4}-\d{2}"
          required
        />
      }
      submit={t('picker.showMonth')}
    />
  )
}

interface Step {
  to: string
  label: string
}

interface FrameProps {
  label: string
  shown: ReactNode
  name: 'day' | 'month'
  value: string
  keep: Record<string, string>
  before: Step
  after: Step | undefined
  home: Step | undefined
  field: ReactNode
  submit: string
}

function Picker({
  label,
  shown,
  name,
  value,
  keep,
  before,
  after,
  home,
  field,
  submit,
}: FrameProps) {
  const ref = useRef<HTMLDetailsElement>(null)
  // A chosen day closes the sheet that it was chosen on.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the value is what closes it.
  useEffect(() => ref.current?.removeAttribute('open'), [value])
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !ref.current?.open) return
    ref.current.open = false
    ref.current.querySelector('summary')?.focus()
  }
  const addressOf = (to: string) => `?${new URLSearchParams({ ...keep, [name]: to })}`
  return (
    <details ref={ref} className="period-picker" onKeyDown={closeOnEscape}>
      <summary className={buttonClass({ kind: 'plain' })}>
        <span className="visually-hidden">{label}: </span>
        <span>{shown}</span>
        <ChevronDown aria-hidden="true" />
      </summary>
      <div className="period-sheet">
        <div className="period-steps">
          <Link to={addressOf(before.to)} className={buttonClass({ kind: 'plain' })}>
            <ButtonFace icon={ChevronLeft}>{before.label}</ButtonFace>
          </Link>
          {after && (
            <Link to={addressOf(after.to)} className={buttonClass({ kind: 'plain' })}>
              <span>{after.label}</span>
              <ChevronRight aria-hidden="true" />
            </Link>
          )}
          {home && (
            <Link to={addressOf(home.to)} className={buttonClass({ kind: 'plain' })}>
              <ButtonFace>{home.label}</ButtonFace>
            </Link>
          )}
        </div>
        <Form method="get" className="period-form" key={value}>
          {Object.entries(keep).map(([key, kept]) => (
            <input key={key} type="hidden" name={key} value={kept} />
          ))}
          {field}
          <button type="submit" className={buttonClass({ kind: 'outline' })}>
            <ButtonFace>{submit}</ButtonFace>
          </button>
        </Form>
      </div>
    </details>
  )
}
