/** A key to press. It is a hint for eyes: screen readers hear `aria-keyshortcuts` of the control. */
export function Kbd({ children }: { children: string }) {
  return (
    <span className="kbd" aria-hidden="true">
      {children}
    </span>
  )
}
