import { Dialog as Base, DialogHeading } from '@ariakit/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'
import { buttonClass } from './button.tsx'
import { classes } from './classes.ts'

export interface DialogProps {
  open: boolean
  /** Esc, the close button, or a press outside. */
  onClose: () => void
  title: string
  /** The word on the close button, e.g. 關掉. */
  closeLabel: string
  children: ReactNode
  /** Buttons at the foot; the primary one last in reading order. */
  actions?: ReactNode
  wide?: boolean | undefined
  /** What has the focus first, if it is not the first control. */
  initialFocus?: RefObject<HTMLElement> | undefined
}

/** Holds the focus until it is answered. Nothing of it is in the page while it is closed. */
export function Dialog(props: DialogProps) {
  return <Layer {...props} shape={props.wide ? 'dialog-wide' : undefined} />
}

/** The same, rising from the lower edge: for phones, and for what one looks through. */
export function Sheet(props: Omit<DialogProps, 'wide'>) {
  return <Layer {...props} shape="sheet" />
}

function Layer(props: DialogProps & { shape: string | undefined }) {
  const { open, onClose, title, closeLabel, children, actions, shape, initialFocus } = props
  if (!open) return null
  return (
    <Base
      open
      onClose={onClose}
      className={classes('dialog', shape)}
      backdrop={<div className="backdrop" />}
      {...(initialFocus ? { initialFocus } : {})}
    >
      <div className="dialog-head">
        <DialogHeading render={<h2>{title}</h2>} />
        <button type="button" className={buttonClass({})} onClick={onClose}>
          <X aria-hidden="true" />
          <span>{closeLabel}</span>
        </button>
      </div>
      <div className="dialog-body">{children}</div>
      {actions && <div className="dialog-actions">{actions}</div>}
    </Base>
  )
}
