import { ScanBarcode, Search } from 'lucide-react'
import { forwardRef, type InputHTMLAttributes, type ReactNode } from 'react'
import { classes } from './classes.ts'
import { Kbd } from './kbd.tsx'

export interface FindFieldProps
  extends Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'size' | 'type'> {
  label: string
  /** `till` 64 px, `office` 52. */
  size: 'till' | 'office'
  /** A barcode can be scanned into it, not only typed. */
  scans?: boolean | undefined
  /** The key that brings one here, e.g. `/`. */
  shortcut?: string | undefined
  /** Not found: a sentence and what can be done, below. */
  below?: ReactNode
}

/** Scan or type, anywhere. */
export const FindField = forwardRef<HTMLInputElement, FindFieldProps>(function FindField(
  { label, size, scans, shortcut, below, ...rest },
  ref,
) {
  const Icon = scans ? ScanBarcode : Search
  return (
    <div className={classes('find-field', `find-field-${size}`)}>
      <div className="field-box">
        <Icon aria-hidden="true" />
        <input
          autoComplete="off"
          enterKeyHint="search"
          placeholder={label}
          {...rest}
          ref={ref}
          type="search"
          aria-label={label}
          aria-keyshortcuts={shortcut}
          className="field-input"
        />
        {shortcut && <Kbd>{shortcut}</Kbd>}
      </div>
      {below && (
        <div className="find-below" role="status">
          {below}
        </div>
      )}
    </div>
  )
})
