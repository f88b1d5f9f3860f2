import { z } from 'zod'
import { ACCOUNT_KINDS } from './shared-accounts.ts'

const Names = z.record(z.string(), z.string()).catch({})

/** An account's names in other languages, as the database keeps them. */
export const namesOf = (names: unknown) => Names.parse(names)

export const kindOf = (kind: string) => z.enum(ACCOUNT_KINDS).parse(kind)

/** A day some days later, or earlier when negative. */
export const addDay = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
