import { useSyncExternalStore } from 'react'
import type { PaperJob } from './paper-job.ts'

/** A paper that did not come out, or of which nobody knows. */
export interface PaperTrouble extends Pick<PaperJob, 'jobId' | 'sourceType' | 'sourceId'> {
  state: 'failed' | 'unknown'
  /** What stands at its head, and the number of it. */
  title: string
  no: string
}

/** What the screens show of papers. Changes by replacement. */
export interface PaperBoard {
  /** Papers that wait for a person, the oldest first. */
  troubles: readonly PaperTrouble[]
  /** The drawer did not hear. */
  isDrawerShut: boolean
}

const QUIET: PaperBoard = { troubles: [], isDrawerShut: false }
let board = QUIET
const listeners = new Set<() => void>()

export function changeBoard(more: Partial<PaperBoard>): void {
  const isSame =
    more.troubles?.length === 0 && board.troubles.length === 0 && more.isDrawerShut === undefined
  if (isSame) return
  board = { ...board, ...more }
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const usePaperBoard = (): PaperBoard => useSyncExternalStore(subscribe, () => board)
