/**
 * A Star printer as the CloudPRNT protocol guide (2.4.0) tells of it, and with nothing of ours: it
 * polls by POST, fetches by GET, and confirms by DELETE. It prints onto `papers`.
 */
export interface StarOptions {
  url: string
  user: string
  password: string
  mac?: string
  /** Firmware before 1.8 knows no tokens and no `printingInProgress`. */
  isOld?: boolean
  /** What the network makes of a message; a lost one throws. */
  carry?: (send: () => Promise<Response>) => Promise<Response>
}

/** Also on an answer that is not 200 a printer says why it confirms nothing. */
const CODES = { notFetched: '520 Download timeout', tooLarge: '521' }

export function makeStar(options: StarOptions) {
  const { url, user, password, mac = '00:11:62:06:04:ff', isOld = false } = options
  const carry = options.carry ?? ((send) => send())
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  const star = {
    papers: [] as { token: string; body: Buffer; headers: Headers }[],
    status: '200 OK',
    poll: async (more: Record<string, unknown> = {}) => {
      const body = {
        status: '23 6 0 0 0 0 0 0 0 ',
        printerMAC: mac,
        statusCode: encodeURIComponent(star.status),
        clientAction: null,
        ...(isOld ? {} : { printingInProgress: false }),
        ...more,
      }
      const answer = await carry(() =>
        fetch(url, {
          method: 'POST',
          headers: { authorization, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      )
      const text = await answer.text()
      const told: unknown = answer.status === 200 ? JSON.parse(text) : undefined
      return { status: answer.status, told: readPoll(told), headers: answer.headers }
    },
    fetch: async (token: string | undefined, type = 'image/png') => {
      const query = new URLSearchParams({ uid: '', type, mac })
      if (token !== undefined && !isOld) query.set('token', token)
      const answer = await carry(() => fetch(`${url}?${query}`, { headers: { authorization } }))
      const body = Buffer.from(await answer.arrayBuffer())
      return { status: answer.status, body, headers: answer.headers }
    },
    confirm: async (token: string | undefined, code = '200 OK', retry = 0, method = 'DELETE') => {
      const query = new URLSearchParams({ uid: '', mac, code })
      if (token !== undefined && !isOld) query.set('token', token)
      if (retry > 0) query.set('retry', String(retry))
      const address = `${url}?${query}${method === 'GET' ? '&delete' : ''}`
      const answer = await carry(() => fetch(address, { method, headers: { authorization } }))
      await answer.arrayBuffer()
      return answer.status
    },
    /** One whole turn without any trouble: poll, fetch, print, confirm. */
    turn: async () => {
      const { told } = await star.poll()
      if (!told?.jobReady) return undefined
      const token = told.jobToken ?? ''
      const paper = await star.fetch(token)
      if (paper.status !== 200) {
        await star.confirm(token, CODES.notFetched)
        return undefined
      }
      star.papers.push({ token, body: paper.body, headers: paper.headers })
      await star.confirm(token)
      return token
    },
  }
  return star
}

export type Star = ReturnType<typeof makeStar>

function readPoll(told: unknown) {
  if (typeof told !== 'object' || told === null) return undefined
  const token: unknown = Reflect.get(told, 'jobToken')
  return {
    jobReady: Reflect.get(told, 'jobReady') === true,
    jobToken: typeof token === 'string' ? token : undefined,
    whole: told,
  }
}
