import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildIfStale } from '#app/cli/build.ts'
import { benchLesson } from './learn-lesson.ts'
import { benchStorm } from './learn-storm.ts'
import { startBenchServer } from './server.ts'

/**
 * `npm run bench:learn`: how fast lessons are for whoever takes them, and whether a thousand learners
 * can finish at once. Results go to `test/bench/learn-results.json`; nothing is asserted.
 */
const RESULTS = 'test/bench/learn-results.json'

buildIfStale(console.log)
const dataDir = await mkdtemp(path.join(tmpdir(), 'tillage-bench-'))
const server = await startBenchServer(dataDir)
try {
  console.log('A first lesson on a slow line, and the next page of it on a slow phone …')
  const lesson = await benchLesson(server, dataDir)
  console.log(lesson)
  console.log('A thousand learners finish a lesson at once …')
  const storm = await benchStorm(server)
  console.log(storm)
  console.log('… and another thousand, on a server that has been at work for a while …')
  const stormWarm = await benchStorm(server)
  console.log(stormWarm)
  const before: unknown = JSON.parse(await readFile(RESULTS, 'utf8').catch(() => '{}'))
  const results = {
    ...(typeof before === 'object' ? before : {}),
    measuredAt: new Date().toISOString(),
    node: process.version,
    ...lesson,
    storm,
    stormWarm,
  }
  await writeFile(RESULTS, `${JSON.stringify(results, null, 2)}\n`)
} finally {
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
}
