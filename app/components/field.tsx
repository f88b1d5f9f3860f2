import { TriangleAlert } from 'lucide-react'
import { forwardRef, type InputHTMLAttributes, type ReactNode, useId } from 'react'
import { classes } from './classes.ts'

export interface FieldFrameProps {
  label: string
  /** A word such as 可以不填 after the label. */
  optional?: string | undefined
  hint?: ReactNode
  /** What the entry leads to, at the right below (一罐賺 NT$15). */
  consequence?: ReactNode
  /** What is wrong and what to do; replaces the hint. */
  error?: string | undefined
  className?: string | undefined
}

interface FieldWiring {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

/** Label above, hint or error below: the frame that every kind of field stands in. */
export function FieldFrame({
  label,
  optional,
  hint,
  consequence,
  error,
  className,
  id,
  children,
}: FieldFrameProps & { id?: string | undefined; children: (wiring: FieldWiring) => ReactNode }) {
  const ownId = useId()
  const inputId = id ?? ownId
  const belowId = `${inputId}-below`
  const hasBelow = Boolean(error ?? hint ?? consequence)
  return (
    <div className={classes('field', className)}>
      <label className="field-label" htmlFor={inputId}>
        {label} {optional && <span className="field-optional">{optional}</span>}
      </label>
      {children({
        id: inputId,
        'aria-describedby': hasBelow ? belowId : undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {error ? (
        <p id={belowId} className="field-error">
          <TriangleAlert aria-hidden="true" />
          <span>{error}</span>
        </p>
      ) : (
        hasBelow && (
          <p id={belowId} className="field-below">
            <span>{hint}</span>
            {consequence && <span>{consequence}</span>}
          </p>
        )
      )}
    </div>
  )
}

export interface FieldProps
  extends FieldFrameProps,
    Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'prefix'> {
  /** Before the entry, e.g. NT$. */
  prefix?: string | undefined
  /** After the entry, e.g. 罐. */
  unit?: string | undefined
  /** A figure: bold, and at the right when it has a prefix. */
  figure?: boolean | undefined
  /** Something within the box at its end, e.g. a scan button. */
  action?: ReactNode
}

/** One line of entry. Keeps what was typed: give `defaultValue` back after a refusal. */
export const Field = forwardRef<HTMLInputElement, FieldProps>(function Field(props, ref) {
  const { label, optional, hint, consequence, error, className, id, ...others } = props
  const { prefix, unit, figure, action, type = 'text', ...rest } = others
  return (
    <FieldFrame {...{ label, optional, hint, consequence, error, className, id }}>
      {(wiring) => (
        <div className="field-box">
          {prefix && <span className="field-affix">{prefix}</span>}
          <input
            {...rest}
            {...wiring}
            ref={ref}
            type={type}
            className={classes(
              'field-input',
              figure && 'field-figure',
              figure && prefix && 'field-end',
            )}
          />
          {unit && <span className="field-affix">{unit}</span>}
          {action}
        </div>
      )}
    </FieldFrame>
  )
})
