import { useFetcher } from '@remix-run/react'
import { useState } from 'react'
import { useFormErrors } from '#app/components/form-errors.ts'
import type { ActionAnswer } from '#app/server/edge.server.ts'
import type { Bitmap } from '#modules/printing/shared.ts'

/** The file that was chosen as it will be printed, before it is saved. */
export function useLogoPreview(slug: string) {
  const fetcher = useFetcher<ActionAnswer<Bitmap>>()
  const [isChosen, setIsChosen] = useState(false)
  const answer = isChosen && fetcher.state === 'idle' ? fetcher.data : undefined
  const errors = useFormErrors(answer, ['logo'], { 'printing.unreadable_logo': 'logo' })
  return {
    bitmap: answer?.ok ? answer.value : undefined,
    /** Why it can't be one, as a sentence. */
    refusal: errors.field('logo') ?? errors.general,
    /** @param file undefined when none is chosen any more. */
    look(file: File | undefined) {
      setIsChosen(file !== undefined)
      if (!file) return
      const form = new FormData()
      form.set('logo', file)
      fetcher.submit(form, {
        method: 'post',
        action: `/${slug}/settings/receipt/logo`,
        encType: 'multipart/form-data',
      })
    },
  }
}
