import { createHash, randomBytes } from 'node:crypto'
import pg from 'pg'
import { newId } from '#modules/kernel/ids.ts'
import { getCourse } from '#modules/learning/index.ts'
import type { LearnEventType } from '#modules/learning/shared.ts'
import { cpuSeconds, parentOf } from './cpu-time.ts'
import { percentile, round } from './measure.ts'
import type { BenchServer } from './server.ts'

const LEARNERS = 1000
const LIMIT_SECONDS = 10
/** A browser keeps so many connections to one server; a thousand phones behind one line share them. */
const AT_ONCE = 100

interface Phone {
  learnerId: string
  token: string
}

/** A thousand learners, each with a phone of their own. */
async function addPhones(server: BenchServer): Promise<Phone[]> {
  const phones = Array.from({ length: LEARNERS }, () => {
    const secret = randomBytes(32).toString('base64url')
    return { learnerId: newId(), deviceId: newId(), secret }
  })
  const client = new pg.Client({ connectionString: server.ownerUrl })
  await client.connect()
  await client.query(
    `insert into learner (tenant_id, id, display_name) select $1, id, '學員' from unnest($2::uuid[]) id`,
    [server.tenantId, phones.map(({ learnerId }) => learnerId)],
  )
  await client.query(
    `insert into learn_device (tenant_id, id, name, token_hash, learner_id)
     select $1, * from unnest($2::uuid[], $3::text[], $4::bytea[], $5::uuid[])`,
    [
      server.tenantId,
      phones.map(({ deviceId }) => deviceId),
      phones.map(() => '手機'),
      phones.map(({ secret }) => createHash('sha256').update(secret).digest()),
      phones.map(({ learnerId }) => learnerId),
    ],
  )
  await client.end()
  return phones.map(({ learnerId, deviceId, secret }) => ({
    learnerId,
    token: `${server.tenantId}.${deviceId}.${secret}`,
  }))
}

/** What a phone has written by the end of a lesson. */
function lessonEvents(learnerId: string) {
  const { courseId, lessons } = getCourse('stop-ask-rescue', 'zh-TW')
  const [lesson] = lessons
  if (!lesson) throw new Error('no lesson')
  const place = { learnerId, courseId, lessonId: lesson.id }
  const bodies: [LearnEventType, Record<string, unknown>][] = [['lesson.opened', place]]
  for (const block of lesson.blocks) {
    if (block.kind === 'question') {
      const { questionId } = block
      const more = { answer: ['hang'], isHelped: false, tookMs: 4000, setting: 'lesson' }
      bodies.push(['question.answered', { ...place, questionId, ...more }])
    }
    bodies.push(['block.done', { ...place, blockId: block.id }])
  }
  bodies.push(['lesson.done', place])
  return bodies.map(([type, body], index) => ({
    eventId: newId(),
    seq: index + 1,
    type,
    schemaVersion: 1,
    body,
    hash: createHash('sha256').update(JSON.stringify(body)).digest('hex'),
    prevHash: '0'.repeat(64),
    wallAt: new Date().toISOString(),
  }))
}

/**
 * A thousand learners finish a lesson in the same moment: how long until everything that they did
 * stands in the database, and whether anything went wrong.
 */
export async function benchStorm(server: BenchServer) {
  const phones = await addPhones(server)
  const batches = phones.map(({ learnerId, token }) => {
    const events = lessonEvents(learnerId)
    return { token, count: events.length, body: JSON.stringify({ journalId: newId(), events }) }
  })
  const storedBefore = await countStored(server)
  const computed = await countComputing(server)
  const times: number[] = []
  let errors = 0
  let next = 0
  const startedAt = performance.now()
  const send = async () => {
    for (let batch = batches[next++]; batch; batch = batches[next++]) {
      const before = performance.now()
      const answer = await fetch(`${server.url}/api/learn/events`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${batch.token}`,
          'sec-fetch-site': 'same-origin',
        },
        body: batch.body,
      })
      const reply: { results?: { disposition: string }[] } = await answer.json()
      const posted = reply.results?.filter(({ disposition }) => disposition === 'posted').length
      if (answer.status !== 200 || posted !== batch.count) errors += 1
      times.push(performance.now() - before)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, send))
  const seconds = round((performance.now() - startedAt) / 1000)
  const cpu = computed()
  times.sort((a, b) => a - b)
  const events = batches.reduce((sum, { count }) => sum + count, 0)
  return {
    learners: LEARNERS,
    events,
    errors,
    stored: (await countStored(server)) - storedBefore,
    p50Ms: round(percentile(times, 0.5)),
    p95Ms: round(percentile(times, 0.95)),
    seconds,
    cpuSeconds: cpu,
    limitSeconds: LIMIT_SECONDS,
    isWithin: seconds <= LIMIT_SECONDS && errors === 0,
  }
}

/** How long the server, PostgreSQL and the phones of this bench have computed since. */
async function countComputing({ pid, ownerUrl }: BenchServer) {
  const postgresPid = await findPostgres(ownerUrl)
  const now = () => ({
    server: cpuSeconds(pid) ?? 0,
    postgres: cpuSeconds(postgresPid) ?? 0,
    phones: (process.cpuUsage().user + process.cpuUsage().system) / 1e6,
  })
  const before = now()
  return () => {
    const after = now()
    return {
      server: round(after.server - before.server),
      postgres: round(after.postgres - before.postgres),
      phones: round(after.phones - before.phones),
    }
  }
}

/** The process that started the one that answers. */
async function findPostgres(ownerUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const found = parentOf(rows[0]?.pid ?? 0)
  await client.end()
  return found
}

async function countStored({ ownerUrl }: BenchServer): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const { rows } = await client.query<{ n: string }>('select count(*) as n from learn_event')
  await client.end()
  return Number(rows[0]?.n ?? 0)
}
