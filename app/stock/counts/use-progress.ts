import { useFetcher, useLocation } from '@remix-run/react'
import { useEffect } from 'react'

const LOOK_EVERY_MS = 8_000

/**
 * A page's own data, looked at again every few seconds while somebody looks at it. By a fetcher of its
 * own: the answer to what was pressed last stays where it is.
 *
 * @param loaded what the page came with.
 */
export function useProgress<Loader>(loaded: Loaded<Loader>, isOpen: boolean): Loaded<Loader> {
  const { load, data } = useFetcher<Loader>()
  const { pathname } = useLocation()
  useEffect(() => {
    if (!isOpen) return
    const look = () => {
      if (document.visibilityState === 'visible') load(pathname)
    }
    const timer = setInterval(look, LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [isOpen, load, pathname])
  return data ?? loaded
}

type Loaded<Loader> = NonNullable<ReturnType<typeof useFetcher<Loader>>['data']>
