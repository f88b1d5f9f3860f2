import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type PrintedJob, rasterToPng, startVirtualPrinter } from '#modules/printing/index.ts'

/** A network printer without paper: what it is sent becomes PNG files. See `npm run printer:virtual`. */
async function main() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '9100' },
      out: { type: 'string', default: join('data', 'printed') },
    },
  })
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    return fail(`--port must be a number from 0 to 65535, not ${values.port}.`)
  }
  await mkdir(values.out, { recursive: true })
  let work = Promise.resolve()
  const onJob = (job: PrintedJob) => {
    work = work.then(() => keep(job, values.out)).catch((error) => fail(String(error)))
  }
  const printer = await startVirtualPrinter({ port, onJob }).catch((error: Error) => error)
  if (printer instanceof Error) return fail(`Port ${port} cannot be opened: ${printer.message}.`)

  console.log(
    `A virtual printer listens at 127.0.0.1:${printer.port} and prints into ${values.out}.`,
  )
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void printer.close().then(() => work))
  }
}

let count = 0

async function keep(job: PrintedJob, folder: string) {
  const at = new Date()
  const stamp = at.toISOString().replace(/[:.]/g, '-')
  for (const paper of job.papers) {
    count += 1
    const { widthDots, heightDots } = paper.raster
    const hasPicture = heightDots > 0
    const file = join(folder, `${stamp}-${count}.${hasPicture ? 'png' : 'txt'}`)
    await writeFile(file, hasPicture ? rasterToPng(paper.raster) : paper.text)
    const end = paper.isCut ? 'cut' : 'not cut'
    console.log(
      `${count}. ${widthDots} x ${heightDots} dots, ${job.bytes.length} bytes, ${end}: ${file}`,
    )
  }
  if (job.drawerPulses > 0) console.log('   The drawer opens.')
  if (job.unknownBytes > 0) console.log(`   ${job.unknownBytes} bytes were not understood.`)
}

function fail(sentence: string) {
  console.error(sentence)
  process.exitCode = 1
}

await main()
