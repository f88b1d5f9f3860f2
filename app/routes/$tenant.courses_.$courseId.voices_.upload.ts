import { z } from 'zod'
import { LANGUAGES } from '#app/locales/languages.ts'
import { asResource, type Edge, tenantAction } from '#app/server/edge.server.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { voices } from '#modules/learning/index.ts'
import { VoiceForm } from '#modules/learning/shared.ts'

/** A recording, what was said to agree, and what a browser writes around them. */
const FORM_BYTES = 5_250_000

const Input = VoiceForm.extend({
  language: z.enum(LANGUAGES.map(({ tag }) => tag)),
  sound: z.instanceof(File),
  consent: z.instanceof(File).optional(),
})

async function keep(tx: Tx, { sound, consent, ...form }: z.output<typeof Input>, _edge: Edge) {
  const read = async (file: File) => new Uint8Array(await file.arrayBuffer())
  return voices.recordVoice(tx, form, {
    bytes: await read(sound),
    consent: consent && consent.size > 0 ? await read(consent) : null,
  })
}

/** `POST`: a block read aloud. A device that was without network sends it later, and maybe twice. */
export const action = asResource(
  tenantAction('courses.teach', Input, keep, undefined, { maxBytes: FORM_BYTES }),
)
