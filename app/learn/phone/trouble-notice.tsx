import { Notice } from '#app/components/notice.tsx'
import type { Trouble } from './trouble.ts'
import { useTroubleWords } from './use-trouble.ts'

/** One sentence that speaks up; nothing while all is well. */
export function TroubleNotice({ trouble }: { trouble: Trouble | undefined }) {
  const say = useTroubleWords()
  if (!trouble) return null
  const kind = trouble.about === 'wait' ? 'waiting' : 'wrong'
  return <Notice kind={kind} title={say(trouble)} announce />
}
