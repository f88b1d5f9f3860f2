import { forwardRef, type TextareaHTMLAttributes } from 'react'
import { FieldFrame, type FieldFrameProps } from './field.tsx'

export interface TextAreaProps
  extends FieldFrameProps,
    Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className'> {}

/** Several lines of entry. */
export const TextArea = forwardRef<HTMLTextAreaElement, TextAreaProps>(
  function TextArea(props, ref) {
    const { label, optional, hint, consequence, error, className, id, rows = 4, ...rest } = props
    return (
      <FieldFrame {...{ label, optional, hint, consequence, error, className, id }}>
        {(wiring) => (
          <div className="field-box">
            <textarea {...rest} {...wiring} ref={ref} rows={rows} className="field-input" />
          </div>
        )}
      </FieldFrame>
    )
  },
)
