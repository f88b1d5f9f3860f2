import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser'
import {
  ask,
  type Fetched,
  hasTexts,
  isFields,
  isListOf,
  isText,
  read,
} from '#app/offline/answers.ts'
import type { OwnAccount, PhoneToBe } from '#modules/learning/shared.ts'
import { postJson, readToken, signed } from '../learn-api.ts'

type Token = Promise<Fetched<{ token: string }>>

/** Brings a trainer's invitation: this phone is that learner's own from then on. */
export const bringInvitation = (token: string, phone: PhoneToBe): Token =>
  postJson('/api/learn/invitation', { token, phone }, readToken)

export interface PasswordSignIn {
  centre: string
  name: string
  password: string
  phone: PhoneToBe
}

/** Comes back with the centre's code, a short name and a password. */
export const comeBackWithPassword = (signIn: PasswordSignIn): Token =>
  postJson('/api/learn/password', signIn, readToken)

/** What a passkey has to sign so that somebody comes back. */
export const askForPasskey = () =>
  postJson('/api/learn/passkey', { intent: 'ask' }, (json) => (isAsked(json) ? json : undefined))

export const comeBackWithPasskey = (answer: AuthenticationResponseJSON, phone: PhoneToBe): Token =>
  postJson('/api/learn/passkey', { intent: 'answer', signed: answer, phone }, readToken)

/** How somebody comes back, on their own phone. */
export const fetchAccount = async (token: string): Promise<Fetched<OwnAccount>> =>
  read(await ask('/api/learn/me', { headers: signed(token), cache: 'no-store' }), readAccount)

export type AccountChange =
  | { intent: 'password'; loginName: string; password: string }
  | { intent: 'passkey'; made: RegistrationResponseJSON }
  | { intent: 'remove_password' }
  | { intent: 'remove_passkey' | 'remove_phone'; id: string }

/** Changes it. @returns how it is now. */
export const changeAccount = (token: string, change: AccountChange): Promise<Fetched<OwnAccount>> =>
  postJson('/api/learn/me', change, readAccount, token)

/** What this phone makes a passkey of. */
export const askToMakePasskey = (token: string) =>
  postJson(
    '/api/learn/me',
    { intent: 'ask_passkey' },
    (json) => (isToMake(json) ? json : undefined),
    token,
  )

const isAsked = (json: unknown): json is PublicKeyCredentialRequestOptionsJSON =>
  isFields(json) && isText(json.challenge)

const isToMake = (json: unknown): json is PublicKeyCredentialCreationOptionsJSON =>
  isFields(json) && isText(json.challenge) && isFields(json.rp) && isFields(json.user)

const readAccount = (json: unknown): OwnAccount | undefined =>
  isFields(json) && isAccount(json) ? json : undefined

const isAccount = (value: Record<string, unknown>): value is Record<string, unknown> & OwnAccount =>
  isFields(value.centre) &&
  hasTexts(value.centre, ['name', 'code']) &&
  (value.loginName === null || isText(value.loginName)) &&
  isListOf(value.passkeys, (each) => hasTexts(each, ['id', 'madeAt'])) &&
  isListOf(value.phones, (each) => hasTexts(each, ['id', 'since']))
