import { createHash } from 'node:crypto'
import ipaddr from 'ipaddr.js'
import { CompiledQuery } from 'kysely'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { database } from '#modules/kernel/db.ts'
import { tooManyTries } from './errors.ts'

const DAY_S = 86_400
/** An owner is never locked out for longer than this by somebody else's tries. */
const LONGEST_WAIT_S = 900

// The counters live in PostgreSQL: a restart forgets nothing, and all processes count together.
const storeClient = {
  query: async ({ text, values }: { text: string; values: unknown[] }) => {
    const { rows } = await database().executeQuery(CompiledQuery.raw(text, values))
    return { rows, rowCount: rows.length }
  },
}

interface Limit {
  /** @throws identity.too_many_tries with the seconds to wait. */
  take(subject: string): Promise<void>
  /** A try that was right does not count. */
  giveBack(subject: string): Promise<void>
  /** Starts from nothing again. */
  forget(subject: string): Promise<void>
}

/** So many tries in a stretch of time; each time they are used up, the wait doubles. */
function limit(name: string, most: number, perSeconds: number): Limit {
  const common = { storeClient, storeType: 'pool', tableName: 'rate_limit', tableCreated: true }
  const tries = new RateLimiterPostgres({
    ...common,
    keyPrefix: name,
    points: most,
    duration: perSeconds,
  })
  const strikes = new RateLimiterPostgres({
    ...common,
    keyPrefix: `${name}-strikes`,
    points: 1,
    duration: DAY_S,
  })

  async function refuse(key: string, overflow: RateLimiterRes): Promise<never> {
    // Only the try that overflows is a strike; those that come while waiting prolong nothing.
    if (overflow.consumedPoints !== most + 1) throw waitFor(overflow.msBeforeNext)
    const { consumedPoints: times } = await strikes.penalty(key)
    const longest = Math.max(LONGEST_WAIT_S, perSeconds)
    const seconds = Math.min(perSeconds * 2 ** (times - 1), longest)
    await tries.block(key, seconds)
    throw tooManyTries(seconds)
  }

  return {
    take: async (subject) => {
      const key = keyOf(subject)
      try {
        await tries.consume(key)
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error
        await refuse(key, error)
      }
    },
    giveBack: async (subject) => {
      await tries.reward(keyOf(subject))
    },
    forget: async (subject) => {
      await tries.delete(keyOf(subject))
      await strikes.delete(keyOf(subject))
    },
  }
}

const waitFor = (ms: number) => tooManyTries(Math.max(1, Math.ceil(ms / 1000)))

/** Neither addresses nor phone numbers stand in the table. */
const keyOf = (subject: string) => createHash('sha256').update(subject).digest('base64url')

/** Wrong passwords for one account, whether it exists or not. */
export const signInsOfAccount = limit('sign-in-account', 5, 60)
/** Wrong passwords from one address: a whole classroom may stand behind it. */
export const signInsFromAddress = limit('sign-in-address', 20, 60)
/** New accounts and shops from one address. */
export const signUpsFromAddress = limit('sign-up-address', 30, 3600)

/** Codes that make a device a till, tried from one address. */
export const pairingsFromAddress = limit('pair-address', 5, 60)

/** Wrong passwords for one learner's short name, whether somebody has it or not. */
export const learnersByName = limit('learner-name', 5, 60)
/** Passwords, passkeys and invitations of learners from one address: a class stands behind it. */
export const learnersFromAddress = limit('learner-address', 20, 60)

/** One subscriber: an IPv4 address, or the /64 that an IPv6 line is given. */
export function subscriberOf(address: string): string {
  if (!ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address)
  if (parsed.kind() === 'ipv4') return parsed.toString()
  return parsed.toByteArray().slice(0, 8).join('.')
}
