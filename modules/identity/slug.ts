import { randomBytes } from 'node:crypto'
import type { TenantKind } from './shared.ts'

/** First parts of addresses that belong to the house, now or likely soon. */
const RESERVED = new Set([
  'about',
  'admin',
  'api',
  'app',
  'assets',
  'billing',
  'centre',
  'courses',
  'demo',
  'docs',
  'favicon',
  'help',
  'invitation',
  'learn',
  'livez',
  'me',
  'metrics',
  'preferences',
  'print',
  'readyz',
  'robots',
  'shop',
  'signin',
  'signout',
  'signup',
  'static',
  'status',
  'support',
  'terms',
  'till',
  'tillage',
  'webhooks',
  'well-known',
  'www',
])
const MAX_READABLE = 30
// Crockford's base 32 without letters that are read as digits.
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz'

const randomLetters = (count: number) =>
  Array.from(randomBytes(count), (byte) => LETTERS[byte % LETTERS.length]).join('')

/** Addresses to try for a new tenant, the nicest first: its latin name, the same with letters, letters. */
export function slugCandidates(name: string, kind: TenantKind): string[] {
  const readable = latinPart(name)
  const random = () => `${kind}-${randomLetters(6)}`
  if (!readable) return [random(), random(), random()]
  const lettered = () => `${readable}-${randomLetters(4)}`
  return [...(RESERVED.has(readable) ? [] : [readable]), lettered(), lettered(), random()]
}

function latinPart(name: string): string | undefined {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’ʼ]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_READABLE)
    .replace(/^-+|-+$/g, '')
  return plain.length >= 3 && /[a-z]/.test(plain) ? plain : undefined
}
