import { z } from 'zod'
import { certificateSlip } from '#app/server/certificates.server.ts'
import { asResource, tenantAction } from '#app/server/edge.server.ts'
import { queuePaper } from '#app/server/papers.server.ts'
import { DomainError } from '#modules/kernel/errors.ts'
import { certificates } from '#modules/learning/index.ts'

const Input = z.object({ certificateId: z.uuid(), requestId: z.uuid() })

/** The certificate to take home, on the centre's receipt printer. */
export const action = asResource(
  tenantAction('courses.teach', Input, async (tx, { certificateId, requestId }, edge) => {
    const found = await certificates.getCertificate(tx, certificateId)
    const document = await certificateSlip(tx, found, new URL(edge.request.url).origin)
    if (!document) throw new DomainError('request.no_such_page', 'missing')
    return queuePaper(tx, { document, sourceType: 'certificate', requestId })
  }),
)
