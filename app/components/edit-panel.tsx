import { Pencil } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'

export interface EditPanelProps {
  title: string
  picture?: ReactNode
  /** Quiet buttons under the title. */
  links?: ReactNode
  /** The fields. Put the panel inside the form. */
  children: ReactNode
  /** What was changed and is not yet saved; empty while clean. */
  state?: string | undefined
  /** 存好 first, then 不改了. */
  actions: ReactNode
  /** Esc: ask before anything typed is dropped. */
  onEscape?: (() => void) | undefined
}

/** A form beside its list; the whole page on a phone. Ctrl+S saves. */
export function EditPanel(props: EditPanelProps) {
  const { title, picture, links, children, state, actions, onEscape } = props
  const ref = useRef<HTMLElement>(null)
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') {
        event.preventDefault()
        const panel = ref.current
        const form = panel?.closest('form') ?? panel?.querySelector('form')
        form?.requestSubmit()
      }
      if (event.key === 'Escape' && !event.defaultPrevented) onEscape?.()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [onEscape])
  return (
    <section ref={ref} className="edit-panel" aria-label={title}>
      <div className="edit-panel-head">
        {picture}
        <div>
          <h2>{title}</h2>
          {links && <div className="row">{links}</div>}
        </div>
      </div>
      <div className="edit-panel-body">{children}</div>
      <div className="edit-panel-foot">
        <p className="edit-panel-state" role="status">
          {state && (
            <>
              <Pencil aria-hidden="true" />
              {state}
            </>
          )}
        </p>
        <div className="edit-panel-actions">{actions}</div>
      </div>
    </section>
  )
}
