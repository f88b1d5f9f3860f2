import { z } from 'zod'
import { inTenant, type Tx } from '#modules/kernel/db.ts'

const File = z
  .string()
  .regex(/\.json$/)
  .transform((name) => name.replace(/\.json$/, ''))
  .pipe(z.uuid())

/** A public file about one centre, named by its number, for programs that verify badges anywhere. */
export async function publicFile(
  file: string | undefined,
  contentType: string,
  read: (tx: Tx, tenantId: string) => Promise<object | undefined>,
): Promise<Response> {
  const name = File.safeParse(file)
  const found = name.success
    ? await inTenant({ tenantId: name.data, userId: null }, 'read only', (tx) =>
        read(tx, name.data),
      )
    : undefined
  if (!found) return new Response(null, { status: 404 })
  return new Response(JSON.stringify(found), {
    headers: {
      'Content-Type': contentType,
      'Cache-Control': 'public, max-age=300',
      // Verifiers are pages of other sites too.
      'Access-Control-Allow-Origin': '*',
    },
  })
}
