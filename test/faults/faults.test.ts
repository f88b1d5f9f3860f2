import { expect, test } from 'vitest'
import { PLANTED, simulate } from './simulate.ts'

const SEEDS = Array.from({ length: 6 }, (_, index) => index + 1)

test.each(['honest', 'lying'] as const)(
  'whatever happens to tills with %s disks, nothing printed is lost and nothing is booked twice',
  async (disk) => {
    for (const seed of SEEDS)
      expect((await simulate(seed, disk)).faults, `seed ${seed}`).toEqual([])
  },
  120_000,
)

test.each(Object.entries(PLANTED))(
  'a planted bug is found: %s',
  async (_name, { bugs, disk }) => {
    for (let seed = 1; seed <= 30; seed += 1) {
      if ((await simulate(seed, disk, bugs)).faults.length > 0) return
    }
    expect.unreachable('no seed found it')
  },
  240_000,
)

test('the same seed is the same run', async () => {
  expect(await simulate(7, 'lying')).toEqual(await simulate(7, 'lying'))
})
