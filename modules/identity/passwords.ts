import { hash, verify } from '@node-rs/argon2'
import { tooBusy } from './errors.ts'

/** argon2id by OWASP's first recommendation: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

// The hash of random bytes that nobody kept: an unknown account costs the same as a known one.
const NOBODY =
  '$argon2id$v=19$m=19456,t=2,p=1$yiKZV0wmVeHrEKNiSpEHNw$AuQ3F4Tt3665PrXyc13YsFdWCUz7wumtVaYVt+qDQhQ'

/** A hash takes a whole core, and the till needs the other one. */
const MOST_AT_ONCE = 2
const MOST_WAITING = 100

let running = 0
const waiting: (() => void)[] = []

/** What is stored of a password. It is hashed exactly as typed. */
export const hashPassword = (password: string): Promise<string> =>
  inTurn(() => hash(password, COST))

/** Whether the password belongs to the hash; without a hash it takes as long, and is false. */
export const verifyPassword = async (
  stored: string | undefined,
  password: string,
): Promise<boolean> => {
  const isRight = await inTurn(() => verify(stored ?? NOBODY, password))
  return isRight && stored !== undefined
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running < MOST_AT_ONCE) running += 1
  else {
    if (waiting.length >= MOST_WAITING) throw tooBusy()
    // Whoever ends hands its place on, so that `running` stays as it is.
    await new Promise<void>((resolve) => waiting.push(resolve))
  }
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}
