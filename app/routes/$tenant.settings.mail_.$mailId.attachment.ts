import { z } from 'zod'
import { tenantLoader } from '#app/server/edge.server.ts'
import { pdfResponse } from '#app/server/papers.server.ts'
import { getAttachment } from '#modules/mail/index.ts'

const Params = z.object({ mailId: z.uuid() })

/** The file that goes along with a letter, while it has not been sent. */
export const loader = tenantLoader('till.manage', Params, async (tx, { mailId }) => {
  const { bytes, name } = await getAttachment(tx, mailId)
  return pdfResponse(bytes, name.replace(/\.pdf$/, ''))
})
