import type { LucideIcon } from 'lucide-react'
import { type ButtonHTMLAttributes, forwardRef, type ReactNode, useId } from 'react'
import { classes } from './classes.ts'
import { Kbd } from './kbd.tsx'

/** `primary` stands once on a screen; `outline` repeats; `quiet` has no edge, nor has `bare`, in ink; `danger` destroys. */
export type ButtonKind = 'primary' | 'plain' | 'outline' | 'quiet' | 'bare' | 'danger'

export interface ButtonLook {
  kind?: ButtonKind | undefined
  /** `tap` 48 px, `key` 64 px (till, learner), `pay` 88 px (the next step of a sale). */
  size?: 'tap' | 'key' | 'pay' | undefined
  wide?: boolean | undefined
  /** Icon above its word. */
  stacked?: boolean | undefined
  className?: string | undefined
}

/** The class of a button, for links that look like one. Put a `ButtonFace` inside. */
export function buttonClass({
  kind = 'plain',
  size = 'tap',
  wide,
  stacked,
  className,
}: ButtonLook) {
  return classes(
    'button',
    `button-${kind}`,
    size !== 'tap' && `button-${size}`,
    wide && 'button-wide',
    stacked && 'button-stacked',
    className,
  )
}

export interface ButtonFaceProps {
  icon?: LucideIcon | undefined
  /** After the word: a chevron. */
  iconAfter?: LucideIcon | undefined
  /** Shown after the word, e.g. `F9`. */
  shortcut?: string | undefined
  children: ReactNode
}

/** Icon, word and key hint, in this order. */
export function ButtonFace({ icon: Icon, iconAfter: After, shortcut, children }: ButtonFaceProps) {
  return (
    <>
      {Icon && <Icon aria-hidden="true" />}
      <span>{children}</span>
      {After && <After aria-hidden="true" />}
      {shortcut && <Kbd>{shortcut}</Kbd>}
    </>
  )
}

export interface ButtonProps
  extends ButtonLook,
    Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'disabled'> {
  icon?: LucideIcon | undefined
  /** After the word: a chevron. */
  iconAfter?: LucideIcon | undefined
  /** Before the word instead of an icon: an `Avatar`. */
  lead?: ReactNode
  shortcut?: string | undefined
  /** Work is under way: a second press does nothing. */
  busy?: boolean | undefined
  /** What it says while busy; the width does not change. */
  busyLabel?: string | undefined
  /** Why it can't be pressed now. Given = disabled, still reachable by keyboard, the reason beside it. */
  disabledReason?: string | undefined
  children: ReactNode
}

/** A button. It has a word always; see `IconButton` for the only three signs that stand alone. */
export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(props, ref) {
  const { kind, size, wide, stacked, className, icon: Icon, shortcut, ...others } = props
  const {
    iconAfter: After,
    lead,
    busy,
    busyLabel,
    disabledReason,
    children,
    onClick,
    type = 'button',
    ...rest
  } = others
  const reasonId = useId()
  const isIdle = !busy && disabledReason === undefined
  const button = (
    <button
      aria-describedby={disabledReason === undefined ? undefined : reasonId}
      aria-keyshortcuts={shortcut === 'Esc' ? 'Escape' : shortcut}
      {...rest}
      ref={ref}
      type={type}
      className={buttonClass({ kind, size, wide, stacked, className })}
      aria-busy={busy || undefined}
      aria-disabled={disabledReason === undefined ? undefined : true}
      onClick={(event) => (isIdle ? onClick?.(event) : event.preventDefault())}
    >
      {lead}
      {Icon && <Icon aria-hidden="true" />}
      <span className="button-label">
        <span data-away={busy && busyLabel ? '' : undefined}>{children}</span>
        {busyLabel && <span data-away={busy ? undefined : ''}>{busyLabel}</span>}
      </span>
      {After && <After aria-hidden="true" />}
      {shortcut && <Kbd>{shortcut}</Kbd>}
    </button>
  )
  if (disabledReason === undefined) return button
  return (
    <span className={classes('button-with-reason', wide && 'button-wide')}>
      {button}
      <span id={reasonId} className="button-reason">
        {disabledReason}
      </span>
    </span>
  )
})

export interface IconButtonProps
  extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'children'> {
  /** Only +, − and a chevron may stand without their word. */
  icon: LucideIcon
  /** Its accessible name. */
  label: string
  kind?: ButtonKind | undefined
  size?: 'tap' | 'key' | undefined
}

export const IconButton = forwardRef<HTMLButtonElement, IconButtonProps>(function IconButton(
  { icon: Icon, label, kind, size, type = 'button', ...rest },
  ref,
) {
  return (
    <button
      {...rest}
      ref={ref}
      type={type}
      aria-label={label}
      className={buttonClass({ kind, size, className: 'icon-button' })}
    >
      <Icon aria-hidden="true" />
    </button>
  )
})
