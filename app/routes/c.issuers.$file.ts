import type { LoaderFunctionArgs } from '@remix-run/node'
import { publicFile } from '#app/server/badge-files.server.ts'
import { certificates } from '#modules/learning/index.ts'

/** `GET /c/issuers/<tenant>.json`: the centre that gave a badge, as an Open Badges profile. */
export const loader = ({ params, request }: LoaderFunctionArgs) =>
  publicFile(params.file, 'application/ld+json', async (tx, tenantId) => {
    const { origin } = new URL(request.url)
    const { keys } = await certificates.listPublicKeys(tx, { origin, tenantId })
    // Only who signs badges is an issuer; nobody else is told about.
    if (keys.length === 0) return undefined
    const { name } = await certificates.getCentre(tx)
    return certificates.issuerProfile({ origin, tenantId, name })
  })
