/** What came of a post: the value, a refusal by its code, or nothing was reached. */
export type Posted =
  | { kind: 'ok'; value: unknown }
  | { kind: 'refused'; code: string }
  | { kind: 'unreachable' }

/** Posts to a route without a page. Never throws: a lost network is an answer like the others. */
export async function postJson(address: string, body: unknown): Promise<Posted> {
  try {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
    })
    const told: unknown = await answer.json().catch(() => null)
    if (answer.ok && isRecord(told)) return { kind: 'ok', value: told.value }
    // A server that is down or busy is asked again; only a refusal is final.
    if (answer.status >= 500 || answer.status === 429) return { kind: 'unreachable' }
    const code = isRecord(told) && typeof told.code === 'string' ? told.code : 'request.failed'
    return { kind: 'refused', code }
  } catch {
    return { kind: 'unreachable' }
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
