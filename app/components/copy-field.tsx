import { Check, Copy } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from './button.tsx'
import { Field } from './field.tsx'

export interface CopyFieldProps {
  label: string
  value: string
  copyLabel: string
  copiedLabel: string
}

/** Something to carry elsewhere: a link, a key. */
export function CopyField({ label, value, copyLabel, copiedLabel }: CopyFieldProps) {
  const ref = useRef<HTMLInputElement>(null)
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    ref.current?.select()
    // Browsers give the clipboard to HTTPS pages only; a shop's own server has the older way.
    if (navigator.clipboard) await navigator.clipboard.writeText(value)
    else document.execCommand('copy')
    setCopied(true)
  }
  return (
    <div className="stack stack-tight">
      <Field
        ref={ref}
        label={label}
        value={value}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button icon={isCopied ? Check : Copy} wide onClick={() => void copy()}>
        {isCopied ? copiedLabel : copyLabel}
      </Button>
      <p className="visually-hidden" role="status">
        {isCopied ? copiedLabel : ''}
      </p>
    </div>
  )
}
