import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { Unusual } from './unusual.ts'

const UnusualDialog = lazy(async () => ({
  default: (await import('./unusual-dialog.tsx')).UnusualDialog,
}))

interface Question {
  typed: string
  usual: string | undefined
  goOn: () => void
}

/**
 * Asks once before something ten times the usual goes on.
 *
 * @param isWanted the shop can do without the question.
 * @returns `ask` goes on at once when there is nothing to ask; `question` stands where it is asked.
 */
export function useUnusual(isWanted: boolean) {
  const [asked, setAsked] = useState<Question>()
  const ask = (
    unusual: Unusual | undefined,
    write: (value: number) => string,
    goOn: () => void,
  ): void => {
    if (!unusual || !isWanted) goOn()
    else
      setAsked({
        typed: write(unusual.typed),
        usual: unusual.usual === undefined ? undefined : write(unusual.usual),
        goOn,
      })
  }
  const question: ReactNode = asked && (
    <Suspense>
      <UnusualDialog
        typed={asked.typed}
        usual={asked.usual}
        onAgain={() => setAsked(undefined)}
        onYes={() => {
          setAsked(undefined)
          asked.goOn()
        }}
      />
    </Suspense>
  )
  return { ask, question }
}
