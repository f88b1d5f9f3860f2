import { createHash, randomBytes } from 'node:crypto'

/**
 * An Epson printer as the manual of Server Direct Print tells of it, and with nothing of ours: forms
 * by POST, Digest (RFC 7616), one request for a paper and one with what became of it.
 */
export interface EpsonOptions {
  url: string
  user: string
  password: string
  /** As in WebConfig; it is the user of Digest as well. */
  id?: string
  version?: '1.00' | '2.00'
  carry?: (send: () => Promise<Response>) => Promise<Response>
}

export interface EpsonPaper {
  token: string | undefined
  /** Hex of what is to be printed; without any it is a question after a stored paper. */
  command: string | undefined
}

export interface EpsonSaid {
  token?: string | undefined
  success: boolean
  code?: string
  status?: string
}

export function makeEpson(options: EpsonOptions) {
  const { url, user, password, id = user, version = '2.00' } = options
  const carry = options.carry ?? ((send) => send())
  const { pathname } = new URL(url)
  const md5 = (text: string) => createHash('md5').update(text).digest('hex')
  const known = { realm: '', nonce: '', count: 0 }

  /** RFC 7616, 3.4: each use of a challenge has the next number. */
  function authorization(): string | undefined {
    if (known.nonce === '') return undefined
    known.count += 1
    const nc = known.count.toString(16).padStart(8, '0')
    const cnonce = randomBytes(8).toString('hex')
    const ha1 = md5(`${user}:${known.realm}:${password}`)
    const response = md5(`${ha1}:${known.nonce}:${nc}:${cnonce}:auth:${md5(`POST:${pathname}`)}`)
    return `Digest username="${user}", realm="${known.realm}", nonce="${known.nonce}", uri="${pathname}", qop=auth, nc=${nc}, cnonce="${cnonce}", response="${response}", algorithm=MD5`
  }

  async function post(fields: Record<string, string>): Promise<Response> {
    const send = () => {
      const proof = authorization()
      return fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          ...(proof ? { authorization: proof } : {}),
        },
        body: new URLSearchParams(fields).toString(),
      })
    }
    const first = await carry(send)
    const asked = first.status === 401 ? first.headers.get('www-authenticate') : null
    const nonce = /nonce="([^"]+)"/.exec(asked ?? '')?.[1]
    if (!nonce) return first
    Object.assign(known, { realm: /realm="([^"]+)"/.exec(asked ?? '')?.[1] ?? '', nonce, count: 0 })
    await first.arrayBuffer()
    return carry(send)
  }

  const epson = {
    papers: [] as EpsonPaper[],
    post,
    ask: async () => {
      const answer = await post({ ConnectionType: 'GetRequest', ID: id, Name: 'X3EL000754' })
      const xml = await answer.text()
      return { status: answer.status, xml, papers: readPapers(xml), headers: answer.headers }
    },
    tell: async (said: readonly EpsonSaid[]) => {
      const answer = await post({
        ConnectionType: 'SetResponse',
        ID: id,
        Name: 'X3EL000754',
        ResponseFile: version === '1.00' ? oldResponse(said) : response(said),
      })
      return { status: answer.status, length: (await answer.arrayBuffer()).byteLength }
    },
    tellStatus: async (asbstatus: string) => {
      const Status = `<?xml version="1.0" encoding="utf-8"?><statusmonitor Version="1.00"><printerstatus devicename="local_printer" asbstatus="${asbstatus}"/></statusmonitor>`
      return (await post({ ConnectionType: 'SetStatus', ID: id, Status })).status
    },
    /** One whole turn without any trouble: ask, print, tell. */
    turn: async () => {
      const { papers } = await epson.ask()
      epson.papers.push(...papers.filter((paper) => paper.command !== undefined))
      if (papers.length > 0) await epson.tell(papers.map(({ token }) => ({ token, success: true })))
      return papers
    },
  }
  return epson
}

export type Epson = ReturnType<typeof makeEpson>

/** By hand: a parser of ours would forgive what a printer does not. */
function readPapers(xml: string): EpsonPaper[] {
  return [...xml.matchAll(/<ePOSPrint>(.*?)<\/ePOSPrint>/gs)].map(([, block = '']) => ({
    token: /<printjobid>(.*?)<\/printjobid>/.exec(block)?.[1],
    command: /<command>([0-9a-f]*)<\/command>/.exec(block)?.[1],
  }))
}

const attributes = ({ success, code = '', status = '251658262' }: EpsonSaid) =>
  `<response xmlns="http://www.epson-pos.com/schemas/2011/03/epos-print" success="${success}" code="${code}" status="${status}" battery="0"/>`

const response = (said: readonly EpsonSaid[]) =>
  `<?xml version="1.0" encoding="utf-8"?>\n<PrintResponseInfo Version="2.00">${said
    .map(
      (each) =>
        `<ePOSPrint><Parameter><devid>local_printer</devid><printjobid>${each.token ?? ''}</printjobid></Parameter><PrintResponse>${attributes(each)}</PrintResponse></ePOSPrint>`,
    )
    .join('')}</PrintResponseInfo>`

const oldResponse = (said: readonly EpsonSaid[]) =>
  `<?xml version="1.0" encoding="utf-8"?>\n<PrintResponseInfo Version="1.00">${said.map(attributes).join('')}</PrintResponseInfo>`
