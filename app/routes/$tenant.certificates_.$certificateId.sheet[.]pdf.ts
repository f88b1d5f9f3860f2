import { z } from 'zod'
import { certificateSheet } from '#app/server/certificates.server.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { pdfResponse } from '#app/server/papers.server.ts'
import { DomainError } from '#modules/kernel/errors.ts'
import { certificates } from '#modules/learning/index.ts'
import { renderCertificate } from '#modules/printing/index.ts'

/** A certificate as a sheet for the wall; one whose name is forgotten has none any more. */
export const loader = tenantLoader(
  'courses.teach',
  z.object({ certificateId: z.uuid() }),
  async (tx, { certificateId }, edge) => {
    const found = await certificates.getCertificate(tx, certificateId)
    const { origin } = new URL(edge.request.url)
    const sheet = certificateSheet(found, await certificates.getCentre(tx), origin)
    if (!sheet) throw new DomainError('request.no_such_page', 'missing')
    return pdfResponse(await renderCertificate(sheet), 'certificate')
  },
)
