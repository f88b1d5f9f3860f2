import type { z } from 'zod'
import { learnerSignIns, subscriberOf } from '#modules/identity/index.ts'
import { inTenant, type Tx } from '#modules/kernel/db.ts'
import { DomainError } from '#modules/kernel/errors.ts'
import { phones } from '#modules/learning/index.ts'
import { loadContext } from './edge.server.ts'
import { asLearnDevice } from './learn-edge.server.ts'

interface Args {
  request: Request
  context: unknown
}

type Token = Promise<{ token: string }>

/** Nobody is signed in on a learner's phone: its token says whose it is. */
const nobodyIn = (tenantId: string) => ({ tenantId, userId: null })

/**
 * Counts a try of whoever is not known yet, and takes it back when it was right.
 * @throws identity.too_many_tries (429)
 */
async function counted<Value>({ context }: Args, work: () => Promise<Value>): Promise<Value> {
  const address = subscriberOf(loadContext(context).clientAddress)
  // Counted before it is checked, so that many at once do not slip through.
  await learnerSignIns.learnersFromAddress.take(address)
  const value = await work()
  await learnerSignIns.learnersFromAddress.giveBack(address)
  return value
}

/** A phone brings a trainer's invitation and becomes its learner's own. */
export const bringInvitation = (
  args: Args,
  { token, phone }: z.output<typeof phones.InvitationForm>,
): Token =>
  counted(args, () => {
    const said = phones.readInvitation(token)
    return inTenant(nobodyIn(said.tenantId), 'read write', (tx) =>
      phones.takeInvitation(tx, said, phone),
    )
  })

/**
 * Somebody comes back with their short name and password. An unknown centre or name gets the same
 * answer after the same work as a wrong password.
 *
 * @throws learning.wrong_sign_in, identity.too_many_tries, identity.too_busy
 */
export const comeBackWithPassword = (
  args: Args,
  { centre, name, password, phone }: z.output<typeof phones.PasswordSignIn>,
): Token =>
  counted(args, async () => {
    const tenantId = await phones.findCentreOfCode(centre)
    const subject = `${tenantId ?? ''} ${phones.loginKeyOf(name)}`
    await learnerSignIns.learnersByName.take(subject)
    const known =
      tenantId === undefined
        ? undefined
        : await inTenant(nobodyIn(tenantId), 'read only', (tx) => phones.findPasswordOf(tx, name))
    // A hash takes its time: no transaction waits for it.
    const isRight = await learnerSignIns.verifyPassword(known?.passwordHash, password)
    if (tenantId === undefined || !known || !isRight) throw phones.wrongSignIn()
    await learnerSignIns.learnersByName.forget(subject)
    return inTenant(nobodyIn(tenantId), 'read write', (tx) =>
      phones.addOwnPhone(tx, tenantId, known.learnerId, phone),
    )
  })

/** Somebody comes back with a passkey: first what to sign, then what was signed. */
export async function comeBackWithPasskey(
  args: Args,
  form: z.output<typeof phones.PasskeySignIn>,
): Promise<unknown> {
  const party = relyingParty(args)
  if (form.intent === 'ask') {
    return phones.askForPasskey(party, await phones.newChallenge('sign-in'))
  }
  const { signed, phone } = form
  return counted(args, async () => {
    const { tenantId } = phones.readOwner(signed)
    const challenge = await phones.takeChallenge('sign-in', signed.response)
    return inTenant(nobodyIn(tenantId), 'read write', async (tx) => {
      const { learnerId } = await phones.checkPasskey(tx, party, signed, challenge)
      return phones.addOwnPhone(tx, tenantId, learnerId, phone)
    })
  })
}

/**
 * One transaction for somebody's own phone.
 * @throws learning.no_device (401), learning.not_own_phone (403)
 */
export const asOwnPhone = <Value>(
  request: Request,
  access: 'read only' | 'read write',
  work: (tx: Tx, phone: { deviceId: string; learnerId: string }) => Promise<Value>,
): Promise<Value> =>
  asLearnDevice(request, access, (tx, device) => work(tx, phones.ownerOf(device)))

/**
 * Somebody changes how they come back, on their own phone.
 * @returns how it is now, or what to make a passkey of.
 */
export async function changeAccount(
  args: Args,
  form: z.output<typeof phones.AccountChange>,
): Promise<unknown> {
  const { request } = args
  // What is slow, and what is used up whatever comes of it, is done before the transaction.
  const phone = await asOwnPhone(request, 'read only', async (tx, own) => {
    if (form.intent === 'password') await phones.checkNewPassword(tx, own.learnerId, form)
    return own
  })
  if (form.intent === 'ask_passkey') {
    const challenge = await phones.newChallenge(`device:${phone.deviceId}`)
    return asOwnPhone(request, 'read only', (tx, { learnerId }) =>
      phones.askToMakePasskey(tx, relyingParty(args), learnerId, challenge),
    )
  }
  const passwordHash =
    form.intent === 'password' ? await learnerSignIns.hashPassword(form.password) : ''
  const challenge =
    form.intent === 'passkey'
      ? await phones.takeChallenge(`device:${phone.deviceId}`, form.made.response)
      : ''
  return asOwnPhone(request, 'read write', async (tx, own) => {
    const { learnerId } = own
    switch (form.intent) {
      case 'password':
        await phones.setLearnerPassword(tx, { learnerId, loginName: form.loginName, passwordHash })
        break
      case 'remove_password':
        await phones.removeLearnerPassword(tx, learnerId)
        break
      case 'passkey':
        await phones.addPasskey(tx, relyingParty(args), own, form.made, challenge)
        break
      case 'remove_passkey':
        await phones.removePasskey(tx, { learnerId, id: form.id })
        break
      case 'remove_phone':
        await phones.removeOwnPhone(tx, { learnerId, deviceId: form.id })
        break
    }
    return phones.getOwnAccount(tx, own)
  })
}

/**
 * This server as the browser that asks names it, if it is one of its names.
 * @throws request.cross_site
 */
function relyingParty({ request, context }: Args): phones.RelyingParty {
  const own = [new URL(request.url).origin, ...loadContext(context).publicOrigins]
  const origin = request.headers.get('origin') ?? own[0]
  if (!origin || !own.includes(origin)) throw new DomainError('request.cross_site', 'forbidden')
  return { id: new URL(origin).hostname, origin }
}
