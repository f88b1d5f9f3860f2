import { ChevronDown } from 'lucide-react'
import { forwardRef, type SelectHTMLAttributes } from 'react'
import { FieldFrame, type FieldFrameProps } from './field.tsx'

export interface Option<Value extends string = string> {
  value: Value
  label: string
}

export interface SelectProps
  extends FieldFrameProps,
    Omit<SelectHTMLAttributes<HTMLSelectElement>, 'className' | 'children' | 'multiple'> {
  options: readonly Option[]
  /** First choice with an empty value, e.g. 還沒選. */
  emptyLabel?: string | undefined
}

/** The system's own select, dressed: every phone knows how to open it. */
export const Select = forwardRef<HTMLSelectElement, SelectProps>(function Select(props, ref) {
  const { label, optional, hint, consequence, error, className, id, ...others } = props
  const { options, emptyLabel, ...rest } = others
  return (
    <FieldFrame {...{ label, optional, hint, consequence, error, className, id }}>
      {(wiring) => (
        <div className="field-box select-box">
          <select {...rest} {...wiring} ref={ref} className="field-input">
            {emptyLabel !== undefined && <option value="">{emptyLabel}</option>}
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDown aria-hidden="true" />
        </div>
      )}
    </FieldFrame>
  )
})
