import { useNavigate } from '@remix-run/react'
import { type FormEvent, useState } from 'react'

interface Refusal {
  code: string
  data: Record<string, string | number>
}
/** One line of what the import tells: how far it is, its result, or its refusal. */
type Line =
  | { done: number; total: number }
  | { ok: true; value: { created: number; changed: number; leftOut: number } }
  | ({ ok: false } & Refusal)

/**
 * Runs an import and follows it line by line. Without a script the form is posted as it is, and the
 * same import answers with its result alone.
 */
export function useImportRun(slug: string, id: string) {
  const navigate = useNavigate()
  const [progress, setProgress] = useState<{ done: number; total: number }>()
  const [refusal, setRefusal] = useState<Refusal>()
  const [isBroken, setBroken] = useState(false)

  const hear = (line: Line) => {
    if ('done' in line) return setProgress(line)
    setProgress(undefined)
    if (!line.ok) return setRefusal(line)
    const { created, changed, leftOut } = line.value
    navigate(`/${slug}/products/import?created=${created}&changed=${changed}&leftOut=${leftOut}`, {
      replace: true,
    })
  }

  const start = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setProgress({ done: 0, total: 0 })
    setRefusal(undefined)
    setBroken(false)
    follow(`/${slug}/products/import/run`, { id, onlyGood: form.get('onlyGood') }, hear).catch(
      () => {
        setProgress(undefined)
        setBroken(true)
      },
    )
  }
  return { progress, refusal, isBroken, start }
}

async function follow(
  address: string,
  input: { id: string; onlyGood: FormDataEntryValue | null },
  hear: (line: Line) => void,
): Promise<void> {
  const body = JSON.stringify({ id: input.id, ...(input.onlyGood ? { onlyGood: 'yes' } : {}) })
  const headers = { 'Content-Type': 'application/json' }
  const response = await fetch(address, { method: 'POST', headers, body })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (!response.ok || !reader) throw new Error(`The import answered ${response.status}`)
  let rest = ''
  let hasEnded = false
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    const lines = (rest + value).split('\n')
    rest = lines.pop() ?? ''
    for (const text of lines) {
      const line: Line = JSON.parse(text)
      hasEnded = 'ok' in line
      hear(line)
    }
  }
  if (!hasEnded) throw new Error('The import stopped in the middle')
}
