import { useEffect, useState } from 'react'
import type { OpenMedia } from '../media.ts'
import { useLesson } from './use-lesson.ts'

/**
 * Where a file of the course plays from, for as long as it is on the screen: `opens` at first, and
 * undefined where it is not to be had.
 *
 * @param name undefined where there is nothing to open.
 */
export function useMedia(name: string | undefined): string | 'opens' | undefined {
  const { pack, openMedia } = useLesson()
  // A course that was kept by a former version of the app knows of nothing to play.
  const file = pack.media?.find((each) => each.file === name)
  const [address, setAddress] = useState<string | undefined>('opens')
  useEffect(() => {
    if (!file) return setAddress(undefined)
    let isGone = false
    let mine: OpenMedia | undefined
    openMedia(file).then(
      (opened) => {
        if (isGone) return opened?.close()
        mine = opened
        setAddress(opened?.address)
      },
      (cause: unknown) => {
        console.error(cause)
        if (!isGone) setAddress(undefined)
      },
    )
    return () => {
      isGone = true
      mine?.close()
    }
  }, [file, openMedia])
  return address
}
