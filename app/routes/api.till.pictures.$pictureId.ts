import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { answerPicture } from '#app/server/picture.server.ts'
import { answerJson, enterTill } from '#app/server/till-edge.server.ts'
import { inTenant } from '#modules/kernel/db.ts'
import { DomainError } from '#modules/kernel/errors.ts'

/** `GET /api/till/pictures/<id>`: a photograph of the shop's goods, for a device that signs. */
export const loader = (args: LoaderFunctionArgs) =>
  answerJson(async () => {
    const { actor } = await enterTill(args)
    const pictureId = z.uuid().safeParse(args.params.pictureId)
    if (!pictureId.success) throw new DomainError('request.no_such_page', 'missing')
    return inTenant(actor, 'read only', (tx) => answerPicture(tx, pictureId.data))
  })
