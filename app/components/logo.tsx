/** The shop mark: an awning over furrows. Takes tea and on-tea from the theme. */
export function Logo({ label }: { label?: string }) {
  return (
    <svg
      className="logo"
      viewBox="0 0 36 36"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      <rect className="logo-ground" width="36" height="36" rx="8" />
      <path
        className="logo-awning"
        d="M8.3 6.8h19.6l2.1 6.6v1.1a2.4 2.4 0 0 1-4.8 0 2.4 2.4 0 0 1-4.8 0 2.4 2.4 0 0 1-4.8 0 2.4 2.4 0 0 1-4.8 0 2.4 2.4 0 0 1-4.8 0v-1.1z"
      />
      <path
        className="logo-furrows"
        d="M13.6 21c-.5 3.2-1.9 6.3-4 8.9M18 21v8.9M22.4 21c.5 3.2 1.9 6.3 4 8.9"
      />
    </svg>
  )
}
