import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { ButtonFace, type ButtonKind, buttonClass } from './button.tsx'

export interface DisclosureProps {
  label: string
  icon?: LucideIcon | undefined
  kind?: ButtonKind | undefined
  children: ReactNode
}

/** A button that opens what belongs to it, right below: a small form, or a last question. Needs no script. */
export function Disclosure({ label, icon, kind, children }: DisclosureProps) {
  return (
    <details className="disclosure">
      <summary className={buttonClass({ kind })}>
        <ButtonFace icon={icon}>{label}</ButtonFace>
      </summary>
      <div className="disclosure-body">{children}</div>
    </details>
  )
}
