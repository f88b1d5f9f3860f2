import { Undo2 } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { Button } from './button.tsx'

/** How long an action can be taken back. */
export const UNDO_MS = 10_000
/** How long a word that only informs stands in the way. */
const INFORM_MS = 4_000
const MOST_TOASTS = 3

export interface ToastMessage {
  text: string
  /** The word on the button, e.g. 收回; without it the toast only informs. */
  undoLabel?: string | undefined
  onUndo?: (() => void) | undefined
}

export interface ShownToast extends ToastMessage {
  id: number
}

/** Toasts of one screen: `show` adds one, and it leaves by itself. A newer word replaces an older. */
export function useToasts() {
  const [toasts, setToasts] = useState<readonly ShownToast[]>([])
  const last = useRef(0)
  const remove = useCallback((id: number) => {
    setToasts((shown) => shown.filter((toast) => toast.id !== id))
  }, [])
  const show = useCallback((message: ToastMessage) => {
    last.current += 1
    const toast = { ...message, id: last.current }
    setToasts((shown) => [...shown.filter((each) => each.onUndo), toast].slice(-MOST_TOASTS))
  }, [])
  return { toasts, show, remove }
}

export interface ToastRegionProps {
  /** Names the region for screen readers. */
  label: string
  toasts: readonly ShownToast[]
  onRemove: (id: number) => void
}

/** Where toasts appear. Ctrl+Z takes back the newest; a toast is never the only record of an error. */
export function ToastRegion({ label, toasts, onRemove }: ToastRegionProps) {
  useEffect(() => {
    const newest = toasts.findLast((toast) => toast.onUndo)
    if (!newest) return
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey)) return
      const target = event.target
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return
      event.preventDefault()
      newest.onUndo?.()
      onRemove(newest.id)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [toasts, onRemove])
  return (
    <section className="toast-region" aria-label={label} aria-live="polite">
      {toasts.map((toast) => (
        <Toast key={toast.id} toast={toast} onRemove={onRemove} />
      ))}
    </section>
  )
}

function Toast({ toast, onRemove }: { toast: ShownToast; onRemove: (id: number) => void }) {
  const lastsMs = toast.onUndo ? UNDO_MS : INFORM_MS
  useEffect(() => {
    const timer = setTimeout(() => onRemove(toast.id), lastsMs)
    return () => clearTimeout(timer)
  }, [toast.id, lastsMs, onRemove])
  return (
    <div className="toast">
      <span>{toast.text}</span>
      {toast.undoLabel && (
        <Button
          icon={Undo2}
          onClick={() => {
            toast.onUndo?.()
            onRemove(toast.id)
          }}
        >
          {toast.undoLabel}
        </Button>
      )}
    </div>
  )
}
