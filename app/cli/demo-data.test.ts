import { expect, test } from 'vitest'
import { asOwner, connectDatabase } from '#test/database.ts'
import { fillDemo } from './demo-data.ts'

connectDatabase()

const ofDemo = `tenant_id in (select id from tenant where slug in ('shanxia', 'xikou'))`

test('the demo is booked as a till would have it: nothing to look at but the coin that was missing', async () => {
  expect(await fillDemo()).toBe(true)
  expect(
    await asOwner(
      `select type, disposition, reasons from till_event
       where ${ofDemo} and disposition <> 'posted'`,
    ),
  ).toEqual([])
  const shifts = await asOwner<{ differences: number[]; open: number; floats: number[] }>(
    `select array_agg(counted_minor - expected_minor order by closed_at)
              filter (where shift_id is not null) as differences,
            count(*) filter (where shift_id is null)::int as open,
            array_agg(distinct float_minor) as floats
     from shift left join shift_close on shift_close.tenant_id = shift.tenant_id and shift_id = shift.id
     where shift.${ofDemo} group by shift.tenant_id`,
  )
  expect(shifts).toHaveLength(2)
  for (const { differences, open, floats } of shifts) {
    expect(differences.map(Number)).toEqual([0, 0, 0, 0, -5, 0, 0])
    expect(floats.map(Number)).toEqual([2000])
    // Before the shop opens there is no shift of today.
    expect(open).toBeLessThanOrEqual(1)
  }
  const corrected = await asOwner(`select 1 from shift_correction where ${ofDemo}`)
  expect(corrected).toEqual([])
  const [tabs] = await asOwner<{ customers: number; balance: number }>(
    `select (select count(*)::int from customer where ${ofDemo}) as customers,
            (select sum(amount_minor)::int from posting where ${ofDemo}) as balance`,
  )
  expect(tabs).toEqual({ customers: 12, balance: 0 })
  const bank = await asOwner(
    `select (select count(*)::int from bank_line where ${ofDemo}) > 7 as has_lines,
            (select count(*)::int from bank_match where ${ofDemo}) as matched`,
  )
  expect(bank).toEqual([{ has_lines: true, matched: 3 }])
  expect(await fillDemo()).toBe(false)
}, 240_000)
