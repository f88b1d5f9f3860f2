import type { ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { type Edge, enter } from '#app/server/edge.server.ts'
import { readBody } from '#app/server/form.server.ts'
import { answerJson } from '#app/server/till-edge.server.ts'
import { goodsFiles } from '#modules/inventory/index.ts'
import { inTenant } from '#modules/kernel/db.ts'
import { DomainError, isDomainError } from '#modules/kernel/errors.ts'

const Input = z.object({ id: z.uuid(), onlyGood: z.literal('yes').optional() })

/**
 * Imports a waiting file and tells how far it is: one JSON object a line, the last one the result
 * or the refusal. The import goes on when nobody listens any more.
 */
export const action = (args: ActionFunctionArgs): Promise<Response> =>
  answerJson(async () => {
    const edge = await enter(args, 'goods.manage')
    const body = Input.safeParse(await readBody(args.request))
    if (!body.success) throw new DomainError('request.malformed', 'invalid')
    const input = body.data
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => void run(edge, input, controller),
    })
    return new Response(stream, {
      headers: {
        'Content-Type': 'application/x-ndjson',
        // Compression would hold the lines back until there are many.
        'Cache-Control': 'no-store, no-transform',
      },
    })
  })

async function run(
  edge: Edge,
  input: z.output<typeof Input>,
  controller: ReadableStreamDefaultController<Uint8Array>,
): Promise<void> {
  const lines = new TextEncoder()
  const tell = (line: object) => {
    try {
      controller.enqueue(lines.encode(`${JSON.stringify(line)}\n`))
    } catch {
      // The browser went away; the goods are still wanted.
    }
  }
  const command = { id: input.id, onlyGood: input.onlyGood === 'yes' }
  try {
    const value = await inTenant(edge.actor, 'read write', (tx) =>
      goodsFiles.runImport(tx, command, (done, total) => tell({ done, total })),
    )
    tell({ ok: true, value })
  } catch (error) {
    if (!isDomainError(error)) edge.context.log.error({ err: error }, 'import failed')
    const refusal = isDomainError(error)
      ? { code: error.code, data: error.data }
      : { code: 'request.failed', data: {} }
    tell({ ok: false, ...refusal })
  }
  try {
    controller.close()
  } catch {
    // Closed by the browser already.
  }
}
