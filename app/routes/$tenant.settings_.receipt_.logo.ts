import { z } from 'zod'
import { asResource, tenantAction } from '#app/server/edge.server.ts'
import { readLogo } from '#modules/printing/index.ts'

/** A logo of 2 MB and what a browser writes around it. */
const FORM_BYTES = 2_200_000

/** `POST`: a file as the dots that would be printed of it. Nothing is kept. */
export const action = asResource(
  tenantAction(
    'tenant.manage',
    z.object({ logo: z.instanceof(File) }),
    async (_tx, { logo }) => readLogo(new Uint8Array(await logo.arrayBuffer())),
    undefined,
    { maxBytes: FORM_BYTES },
  ),
)
