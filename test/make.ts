import { sql } from 'kysely'
import { openBooks } from '#modules/bookkeeping/index.ts'
import { receiveStock } from '#modules/inventory/index.ts'
import { type Actor, asPerson, inTenant, type Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { scaleRounded } from '#modules/kernel/shared.ts'

export interface MadeTenant extends Actor {
  userId: string
  slug: string
  /** Runs as the owner of this tenant, read-write. */
  run<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}

/** A person who can belong to tenants; without a password. */
export async function makePerson(displayName = '測試員'): Promise<string> {
  const userId = newId()
  await asPerson(userId, 'read write', (tx) =>
    tx
      .insertInto('userAccount')
      .values({ id: userId, displayName, email: `${userId}@shop.example` })
      .execute(),
  )
  return userId
}

/** Somebody who may sell in this shop, and is not in charge of it. */
export async function makeCashier(shop: MadeTenant): Promise<string> {
  const userId = await makePerson()
  await shop.run((tx) => tx.insertInto('membership').values({ userId, role: 'cashier' }).execute())
  return userId
}

/** A tenant of its own for one test: owner, accounts, nothing else. */
export async function makeTenant(
  options: { kind?: 'shop' | 'centre'; name?: string } = {},
): Promise<MadeTenant> {
  const userId = await makePerson()
  const tenantId = newId()
  const slug = `t-${tenantId.slice(-12)}`
  const actor = { tenantId, userId }
  await inTenant(actor, 'read write', async (tx) => {
    await tx
      .insertInto('tenant')
      .values({
        id: tenantId,
        kind: options.kind ?? 'shop',
        slug,
        name: options.name ?? '測試雜貨店',
      })
      .execute()
    await tx.insertInto('membership').values({ userId, role: 'owner' }).execute()
    await openBooks(tx)
  })
  return {
    ...actor,
    slug,
    run: (work) => inTenant(actor, 'read write', work),
    read: (work) => inTenant(actor, 'read only', work),
  }
}

/** The sum of all postings of the tenant: zero, or the books are broken. */
export async function trialBalance(tx: Tx): Promise<number> {
  const { rows } = await sql<{
    sum: string | null
  }>`select sum(amount_minor)::text as sum from posting`.execute(tx)
  return Number(rows[0]?.sum ?? 0)
}

/** A product with stock and a cost, written as the goods pages would leave it. */
export async function makeProduct(
  tx: Tx,
  options: {
    name?: string
    priceMinor?: number
    costMinor?: number
    stockMilli?: number
    unit?: string
  } = {},
): Promise<string> {
  const id = newId()
  const { costMinor = 0, stockMilli = 0 } = options
  await tx
    .insertInto('product')
    .values({
      id,
      name: options.name ?? '冬瓜茶',
      unit: options.unit ?? 'bottle',
      soldBy: options.unit === 'catty' ? 'weight' : 'piece',
      priceMinor: options.priceMinor ?? 25,
      costMinor,
    })
    .execute()
  if (stockMilli > 0) {
    await receiveStock(tx, [
      {
        productId: id,
        quantityMilli: stockMilli,
        valueMinor: scaleRounded(costMinor, stockMilli, 1000),
        kind: 'opening',
        sourceType: 'opening',
        sourceId: id,
        sourceLine: 0,
        occurredAt: new Date(),
      },
    ])
  }
  return id
}
