import { RefreshCw } from 'lucide-react'
import { useEffect, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Notice } from '#app/components/notice.tsx'
import { hasNewShell, letNewShellIn, onNewShell } from '#app/shell/shell.ts'

/** A counter that nobody touches for so long may be renewed without asking. */
const QUIET_MS = 60_000

/**
 * A new version of the app lies ready. It comes in when asked to, or by itself while nothing is on
 * the counter; never in the middle of a sale.
 */
export function NewShellNotice({ isFree }: { isFree: boolean }) {
  const { t } = useTranslation('till')
  const isReady = useSyncExternalStore(onNewShell, hasNewShell)
  useEffect(() => {
    if (!isReady || !isFree) return
    let timer = setTimeout(letNewShellIn, QUIET_MS)
    const wait = () => {
      clearTimeout(timer)
      timer = setTimeout(letNewShellIn, QUIET_MS)
    }
    window.addEventListener('pointerdown', wait)
    window.addEventListener('keydown', wait)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('pointerdown', wait)
      window.removeEventListener('keydown', wait)
    }
  }, [isReady, isFree])
  if (!isReady || !isFree) return null
  return (
    <div className="till-notice">
      <Notice
        kind="done"
        title={t('new_shell.title')}
        actions={
          <Button icon={RefreshCw} onClick={letNewShellIn}>
            {t('new_shell.now')}
          </Button>
        }
      >
        {t('new_shell.text')}
      </Notice>
    </div>
  )
}
