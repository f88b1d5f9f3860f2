import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from './db.ts'

/** A setting of a tenant: its key, its shape, and what holds until somebody sets it. */
export interface Setting<Value> {
  key: string
  shape: z.ZodType<Value>
  initial: Value
}

export const defineSetting = <Value>(
  key: string,
  shape: z.ZodType<Value>,
  initial: Value,
): Setting<Value> => ({ key, shape, initial })

/**
 * The value that holds at an instant (now unless told). An offline sale asks for its own instant,
 * so that a rule changed later does not reach back.
 */
export async function readSetting<Value>(
  tx: Tx,
  setting: Setting<Value>,
  at?: Date,
): Promise<Value> {
  const [value] = await readSettingAt(tx, setting, [at ?? null])
  return value ?? setting.initial
}

/** The values that hold at some instants (null is now), in their order and in one statement. */
export async function readSettingAt<Value>(
  tx: Tx,
  setting: Setting<Value>,
  instants: readonly (Date | null)[],
): Promise<Value[]> {
  const { rows } = await sql<{ isSet: boolean; value: unknown }>`
    select held.value is not null as is_set, held.value
    from unnest(${instants}::timestamptz[]) with ordinality as asked(at, place)
    left join lateral (
      select value from tenant_setting
      where key = ${setting.key} and valid_from <= coalesce(asked.at, now())
      order by valid_from desc limit 1) held on true
    order by asked.place`.execute(tx)
  return rows.map(({ isSet, value }) => (isSet ? setting.shape.parse(value) : setting.initial))
}

/** Sets a value from now on, or from the given instant; the earlier ones stay as history. */
export async function writeSetting<Value>(
  tx: Tx,
  setting: Setting<Value>,
  value: Value,
  validFrom?: Date,
): Promise<void> {
  await tx
    .insertInto('tenantSetting')
    .values({
      key: setting.key,
      // clock_timestamp, because two changes in one transaction are still one after the other.
      validFrom: validFrom ?? sql<Date>`clock_timestamp()`,
      value: JSON.stringify(setting.shape.parse(value)),
    })
    .execute()
}
