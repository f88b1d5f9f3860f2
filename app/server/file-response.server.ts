/** A file to keep. What it holds is of today, and some of it is of people: no cache has it. */
export const fileResponse = (
  body: string | Uint8Array<ArrayBuffer>,
  file: { name: string; type: string; headers?: Record<string, string> },
): Response =>
  new Response(body, {
    headers: {
      ...file.headers,
      'Content-Type': file.type,
      'Content-Disposition': `attachment; filename="${file.name}"`,
      'Cache-Control': 'no-store',
    },
  })
