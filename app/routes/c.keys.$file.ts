import type { LoaderFunctionArgs } from '@remix-run/node'
import { publicFile } from '#app/server/badge-files.server.ts'
import { certificates } from '#modules/learning/index.ts'

/** `GET /c/keys/<tenant>.json`: the public keys that a centre's badges are verified with. */
export const loader = ({ params, request }: LoaderFunctionArgs) =>
  publicFile(params.file, 'application/jwk-set+json', async (tx, tenantId) => {
    const { origin } = new URL(request.url)
    const keys = await certificates.listPublicKeys(tx, { origin, tenantId })
    return keys.keys.length > 0 ? keys : undefined
  })
