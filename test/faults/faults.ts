import { parseArgs } from 'node:util'
import { saveResults } from './results.ts'
import { PLANTED, simulate } from './simulate.ts'

/**
 * `npm run test:faults -- --seeds 200 [--from S]`: runs the simulator over many seeds, on honest and
 * on lying disks, and sees that every planted bug is found. A seed that fails can be run again alone.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { seeds: { type: 'string', default: '200' }, from: { type: 'string', default: '1' } },
  })
  const [seeds, from] = [Number(values.seeds), Number(values.from)]
  if (!(seeds > 0 && from >= 0)) throw new Error('--seeds and --from are whole numbers')
  const startedAt = Date.now()
  const totals: Record<string, number> = {}
  const failed: { seed: number; disk: string; faults: string[] }[] = []
  for (let seed = from; seed < from + seeds; seed += 1) {
    for (const disk of ['honest', 'lying'] as const) {
      const { faults, counts } = await simulate(seed, disk)
      for (const [name, count] of Object.entries(counts)) totals[name] = (totals[name] ?? 0) + count
      if (faults.length === 0) continue
      failed.push({ seed, disk, faults })
      console.error(`seed ${seed}, ${disk} disk:\n  ${faults.slice(0, 5).join('\n  ')}`)
      console.error(`  again: npm run test:faults -- --seeds 1 --from ${seed}`)
    }
    if ((seed - from + 1) % 20 === 0) console.log(`${seed - from + 1} of ${seeds} seeds`)
  }
  const planted = await findPlanted(from, seeds)
  const missed = planted.filter((each) => each.seed === undefined)
  console.log(totals)
  console.log(planted)
  const seconds = Math.round((Date.now() - startedAt) / 1000)
  await saveResults('simulator', { from, seeds, runs: 2 * seeds, failed, totals, planted, seconds })
  console.log(`${2 * seeds - failed.length} runs right, ${failed.length} wrong, ${seconds} s`)
  for (const { name } of missed) console.error(`The planted bug "${name}" was not found.`)
  process.exitCode = failed.length + missed.length > 0 ? 1 : 0
}

/** The first seed that finds each planted bug. */
async function findPlanted(from: number, seeds: number) {
  const found: { name: string; seed: number | undefined; fault: string | undefined }[] = []
  for (const [name, { bugs, disk }] of Object.entries(PLANTED)) {
    let first: (typeof found)[number] = { name, seed: undefined, fault: undefined }
    for (let seed = from; seed < from + seeds && first.seed === undefined; seed += 1) {
      const [fault] = (await simulate(seed, disk, bugs)).faults
      if (fault !== undefined)
        first = { name, seed, fault: fault.replaceAll(/[0-9a-f-]{36}/g, '…') }
    }
    found.push(first)
  }
  return found
}

await main()
