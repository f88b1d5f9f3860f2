import { forwardRef, type InputHTMLAttributes, useId } from 'react'

export interface CheckboxProps
  extends Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'className'> {
  label: string
  hint?: string | undefined
}

/** One yes or no. The whole row is its target. */
export const Checkbox = forwardRef<HTMLInputElement, CheckboxProps>(function Checkbox(
  { label, hint, ...rest },
  ref,
) {
  return (
    <label className="choice-row">
      <input {...rest} ref={ref} type="checkbox" className="choice-input" />
      <span className="choice-text">
        <span>{label}</span>
        {hint && <span className="choice-hint">{hint}</span>}
      </span>
    </label>
  )
})

export interface ChoiceOption<Value extends string = string> {
  value: Value
  label: string
  hint?: string | undefined
  disabled?: boolean | undefined
}

export interface RadioGroupProps<Value extends string> {
  legend: string
  name: string
  options: readonly ChoiceOption<Value>[]
  defaultValue?: Value | undefined
  value?: Value | undefined
  onChoose?: ((value: Value) => void) | undefined
  hint?: string | undefined
}

/** One of a few, each with room to explain itself. Works in a form without JavaScript. */
export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  const { legend, name, options, defaultValue, value, onChoose, hint } = props
  const hintId = useId()
  return (
    <fieldset className="field" aria-describedby={hint ? hintId : undefined}>
      <legend className="field-label">{legend}</legend>
      {hint && (
        <p id={hintId} className="choice-hint">
          {hint}
        </p>
      )}
      <div className="choices">
        {options.map((option) => (
          <label key={option.value} className="choice-row">
            <input
              type="radio"
              name={name}
              value={option.value}
              disabled={option.disabled}
              className="choice-input"
              {...checkedness(option.value, value, defaultValue)}
              onChange={onChoose && (() => onChoose(option.value))}
            />
            <span className="choice-text">
              <span>{option.label}</span>
              {option.hint && <span className="choice-hint">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** React wants either `checked` or `defaultChecked`, never both. */
export function checkedness(own: string, value?: string, defaultValue?: string) {
  return value === undefined ? { defaultChecked: own === defaultValue } : { checked: own === value }
}
