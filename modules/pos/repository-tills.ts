import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Tx } from '#modules/kernel/db.ts'

/** Rows of paired devices, of codes that pair them, and of PINs. */

export interface DeviceRow {
  tenantId: string
  tillId: string
  publicKey: string
  revokedAt: Date | null
}

/** Tills of this id in any tenant; an id is made by a device, so the key decides whose it is. */
export async function findDeviceRows(db: Db, tillId: string): Promise<DeviceRow[]> {
  const { rows } = await sql<DeviceRow>`select * from find_till_device(${tillId}::uuid)`.execute(db)
  return rows
}

export interface DeviceToPair {
  tillId: string
  journalId: string
  nameOf: (number: number) => string
  /** Left out for tills of demo data and tests: no device signs for them. */
  publicKey?: string | undefined
}

/**
 * A till and its journal; pairing again with the same ids and key answers what stands. A device that
 * lost its key brings another one, and its PINs are bound anew. A revoked till stays as it is.
 */
export async function upsertTill(tx: Tx, device: DeviceToPair) {
  const { tillId, journalId, publicKey } = device
  await sql`select pg_advisory_xact_lock(hashtextextended(current_tenant()::text || ':till', 0))`.execute(
    tx,
  )
  const existing = await tx
    .selectFrom('till')
    .select(['publicKey', 'revokedAt'])
    .where('id', '=', tillId)
    .executeTakeFirst()
  if (!existing) {
    const next = await tx
      .selectFrom('till')
      .select(({ fn }) => fn.coalesce(fn.max('number'), sql<number>`0`).as('last'))
      .executeTakeFirstOrThrow()
    const number = next.last + 1
    await tx
      .insertInto('till')
      .values({ id: tillId, number, name: device.nameOf(number) })
      .execute()
  }
  const isNewKey = publicKey !== undefined && existing?.publicKey !== publicKey
  if (isNewKey && !existing?.revokedAt) {
    await tx
      .updateTable('till')
      .set({
        publicKey,
        pinKey: randomBytes(32),
        pairedBy: sql<string>`current_actor()`,
        pairedAt: sql<Date>`now()`,
      })
      .where('id', '=', tillId)
      .execute()
  }
  await tx
    .insertInto('tillJournal')
    .values({ tillId, journalId })
    .onConflict((conflict) => conflict.columns(['tenantId', 'tillId', 'journalId']).doNothing())
    .execute()
  return findPairedTill(tx, tillId, journalId)
}

/** What a device is told of itself, with one of its journals. */
export const findPairedTill = (tx: Tx, tillId: string, journalId: string) =>
  tx
    .selectFrom('till as t')
    .innerJoin('tillJournal as j', 'j.tillId', 't.id')
    .innerJoin('tenant', 'tenant.id', 't.tenantId')
    .select([
      'tenant.slug',
      't.id as tillId',
      't.number',
      't.name',
      't.revokedAt',
      't.publicKey',
      't.pinKey',
      't.pairedBy',
      'j.journalId',
      'j.ackedSeq',
    ])
    .where('t.id', '=', tillId)
    .where('j.journalId', '=', journalId)
    .executeTakeFirstOrThrow()

/** The secret of a device's PIN verifiers, its name, and who paired it. */
export const findTill = (tx: Tx, tillId: string) =>
  tx
    .selectFrom('till')
    .select(['id', 'number', 'name', 'pinKey', 'pairedBy', 'revokedAt'])
    .where('id', '=', tillId)
    .executeTakeFirst()

export async function renameTillRow(tx: Tx, tillId: string, name: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('till')
    .set({ name })
    .where('id', '=', tillId)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function moveTillRow(
  tx: Tx,
  tillId: string,
  locationId: string | null,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('till')
    .set({ locationId })
    .where('id', '=', tillId)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function assignTillRow(
  tx: Tx,
  tillId: string,
  costCentreId: string | null,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('till')
    .set({ costCentreId })
    .where('id', '=', tillId)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** The tills that sell from a place sell from the shop floor again. */
export async function releasePlace(tx: Tx, locationId: string): Promise<void> {
  await tx
    .updateTable('till')
    .set({ locationId: null })
    .where('locationId', '=', locationId)
    .execute()
}

/** False when there is no such till, or it was revoked before. */
export async function revokeTillRow(tx: Tx, tillId: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('till')
    .set({ revokedAt: sql<Date>`now()`, revokedBy: sql<string>`current_actor()` })
    .where('id', '=', tillId)
    .where('revokedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function insertPairing(
  tx: Tx,
  pairing: { id: string; tokenHash: Buffer; expiresAt: Date },
): Promise<void> {
  await tx.insertInto('tillPairing').values(pairing).execute()
}

/** The pairing of a code's hash, before its tenant is known. */
export async function findPairingByCode(db: Db, tokenHash: Buffer) {
  const { rows } = await sql<{
    tenantId: string
    pairingId: string
  }>`select * from find_till_pairing(${tokenHash})`.execute(db)
  return rows[0]
}

/** The last pairing that a device asked for, before its tenant is known. */
export async function findPairingOfDevice(db: Db, tillId: string) {
  const { rows } = await sql<{
    tenantId: string
    pairingId: string
    publicKey: string
  }>`select * from find_claimed_pairing(${tillId}::uuid)`.execute(db)
  return rows[0]
}

/** One pairing, locked: two devices or two owners decide one after the other. */
export const lockPairing = (tx: Tx, id: string) =>
  tx.selectFrom('tillPairing').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const findPairing = (tx: Tx, id: string) =>
  tx.selectFrom('tillPairing').selectAll().where('id', '=', id).executeTakeFirst()

export async function claimPairingRow(
  tx: Tx,
  id: string,
  device: {
    tillId: string
    journalId: string
    publicKey: string
    deviceName: string | null
    matchNumber: number
  },
): Promise<void> {
  await tx
    .updateTable('tillPairing')
    .set({ ...device, claimedAt: sql<Date>`now()` })
    .where('id', '=', id)
    .execute()
}

export async function endPairing(
  tx: Tx,
  id: string,
  how: 'confirmedAt' | 'cancelledAt',
): Promise<void> {
  await tx
    .updateTable('tillPairing')
    .set({ [how]: sql<Date>`now()` })
    .where('id', '=', id)
    .execute()
}

/** Takes back what is still open, of whoever: one code at a time is enough for a shop. */
export async function cancelOpenPairings(tx: Tx): Promise<void> {
  await tx
    .updateTable('tillPairing')
    .set({ cancelledAt: sql<Date>`now()` })
    .where('confirmedAt', 'is', null)
    .where('cancelledAt', 'is', null)
    .execute()
}
