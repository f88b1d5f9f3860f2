import {
  Menu as BaseMenu,
  MenuItem as BaseMenuItem,
  MenuButton,
  MenuProvider,
  MenuSeparator,
} from '@ariakit/react/menu'
import type { LucideIcon } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { ButtonFace, type ButtonKind, buttonClass } from './button.tsx'
import { classes } from './classes.ts'

export interface MenuProps {
  label: string
  icon?: LucideIcon | undefined
  kind?: ButtonKind | undefined
  size?: 'tap' | 'key' | undefined
  /** Face of the button, when a word and an icon are not enough. */
  face?: ReactNode
  /** `MenuItem` and `MenuLine`. */
  children: ReactNode
}

/** Rare actions behind one named door. */
export function Menu({ label, icon, kind, size, face, children }: MenuProps) {
  return (
    <MenuProvider>
      <MenuButton className={buttonClass({ kind, size })}>
        {face ?? <ButtonFace icon={icon}>{label}</ButtonFace>}
      </MenuButton>
      <BaseMenu className="menu" gutter={6} unmountOnHide portal aria-label={label}>
        {children}
      </BaseMenu>
    </MenuProvider>
  )
}

export interface MenuItemProps {
  icon?: LucideIcon | undefined
  danger?: boolean | undefined
  disabled?: boolean | undefined
  onChoose?: (() => void) | undefined
  /** A link to render instead of a button, e.g. `<Link to="…" />`. */
  render?: ReactElement | undefined
  children: ReactNode
}

export function MenuItem({
  icon: Icon,
  danger,
  disabled,
  onChoose,
  render,
  children,
}: MenuItemProps) {
  return (
    <BaseMenuItem
      className={classes('menu-item', danger && 'menu-item-danger')}
      {...(disabled ? { disabled, accessibleWhenDisabled: true } : {})}
      {...(onChoose ? { onClick: onChoose } : {})}
      {...(render ? { render } : {})}
    >
      {Icon && <Icon aria-hidden="true" />}
      <span>{children}</span>
    </BaseMenuItem>
  )
}

export function MenuLine() {
  return <MenuSeparator className="menu-line" />
}
