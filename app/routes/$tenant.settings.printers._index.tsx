import { Link, useFetcher, useLoaderData } from '@remix-run/react'
import { Pencil, Plus, Printer, RotateCcw, SlidersHorizontal } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Empty } from '#app/components/data-table.tsx'
import { formatMoment } from '#app/components/dates.ts'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { SettingsPage } from '#app/components/settings-page.tsx'
import { Tag } from '#app/components/tag.tsx'
import { AgentsCard, isSilent } from '#app/printers/agents-card.tsx'
import { RoutesCard } from '#app/printers/routes-card.tsx'
import { usePolling } from '#app/printers/use-polling.ts'
import { errorText } from '#app/refusal.ts'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { queueTestPage } from '#app/server/papers.server.ts'
import { listCategories } from '#modules/inventory/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { tills } from '#modules/pos/index.ts'
import {
  listAgents,
  listPrinters,
  listPrintJobs,
  listPrintRoutes,
  retryPrintJob,
} from '#modules/printing/index.ts'
import { PrintJobStatus } from '#modules/printing/shared.ts'

/** Among so many papers the last of each printer is looked for, and what failed. */
const JOBS_LOOKED_AT = 200

export const loader = tenantLoader('till.manage', z.object({}), async (tx, _input, edge) => {
  const printers = await listPrinters(tx)
  const jobs = (await listPrintJobs(tx, JOBS_LOOKED_AT)).map((job) => ({
    ...job,
    status: PrintJobStatus.parse(job.status),
    host: printers.find((printer) => printer.id === job.printerId)?.host ?? '',
  }))
  const failed = jobs.filter((job) => job.status === 'failed' || job.status === 'unknown')
  return {
    mayCallPrinters: edge.context.printerHosts.length > 0,
    // Made here, so that pressing twice before the answer prints once.
    requestId: newId(),
    newAgentId: newId(),
    newRouteId: newId(),
    server: new URL(edge.request.url).origin,
    nowMs: Date.now(),
    agents: await listAgents(tx),
    routes: await listPrintRoutes(tx),
    tills: (await tills.listTills(tx)).map(({ id, name }) => ({ id, name })),
    categories: (await listCategories(tx)).map(({ id, name }) => ({ id, name })),
    printers: printers.map((printer) => ({
      ...printer,
      lastJob: jobs.find((job) => job.printerId === printer.id),
      failures: failed.filter((job) => job.printerId === printer.id).length,
    })),
    failed,
  }
})

const PrinterAction = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('test'), printerId: z.uuid(), requestId: z.uuid() }),
  z.object({ intent: z.literal('retry'), jobId: z.uuid() }),
])

async function act(tx: Tx, input: z.output<typeof PrinterAction>) {
  if (input.intent === 'retry') return retryPrintJob(tx, input)
  await queueTestPage(tx, input)
}
export const action = tenantAction('till.manage', PrinterAction, act)

type LoadedPrinter = ReturnType<typeof useLoaderData<typeof loader>>['printers'][number]
type LoadedJob = ReturnType<typeof useLoaderData<typeof loader>>['failed'][number]

/** The shop's printers, what became of their last papers, and what is to be printed again. */
export default function Printers() {
  const loaded = useLoaderData<typeof loader>()
  const { printers, failed, mayCallPrinters, agents } = loaded
  const { slug } = useOffice()
  const { t } = useTranslation('printers')
  usePolling(printers.some(({ lastJob }) => lastJob && isOnItsWay(lastJob)))
  const add = (
    <Link to={`/${slug}/settings/printers/add`} className={buttonClass({ kind: 'primary' })}>
      <ButtonFace icon={Plus}>{t('add')}</ButtonFace>
    </Link>
  )
  return (
    <SettingsPage slug={slug} title={t('title')}>
      {!mayCallPrinters && printers.some(({ kind }) => kind === 'tcp') && (
        <Notice kind="waiting" title={t('off.title')} icon={Printer}>
          <p>{t('off.text')}</p>
        </Notice>
      )}
      {printers.length === 0 ? (
        <Empty action={add}>{t('none')}</Empty>
      ) : (
        <>
          {printers.map((printer) => (
            <PrinterCard key={printer.id} printer={printer} />
          ))}
          <div>{add}</div>
          {failed.length > 0 && (
            <Card title={t('help.title')}>
              <ul className="rows">
                {failed.map((job) => (
                  <FailedJob key={job.id} job={job} />
                ))}
              </ul>
            </Card>
          )}
          <RoutesCard
            {...loaded}
            slug={slug}
            printers={printers.filter(({ kind }) => kind !== 'till')}
          />
        </>
      )}
      {agents.length > 0 && <AgentsCard {...loaded} />}
    </SettingsPage>
  )
}

function PrinterCard({ printer }: { printer: LoadedPrinter }) {
  const { mayCallPrinters, requestId } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t } = useTranslation('printers')
  const fetcher = useFetcher<typeof action>()
  const errors = useFormErrors(fetcher.data, [])
  const place = printer.host ? `${printer.host}:${printer.port}` : printer.devicePath
  const facts = [
    t(`way.${printer.kind as 'tcp'}`),
    ...(place ? [place] : []),
    printer.widthDots === 384 ? t('width_384') : t('width_576'),
    ...(printer.hasCutter ? [t('cutter')] : []),
    ...(printer.hasDrawer ? [t('drawer')] : []),
  ]
  return (
    <Card
      title={printer.name}
      aside={
        <Link
          to={`/${slug}/settings/printers/${printer.id}`}
          className={buttonClass({ kind: 'quiet' })}
        >
          <ButtonFace icon={Pencil}>{t('edit')}</ButtonFace>
          <span className="visually-hidden">{printer.name}</span>
        </Link>
      }
    >
      <p className="row">
        {printer.isDefault && <Tag tone="tea">{t('isDefault')}</Tag>}
        {printer.failures > 0 && <Tag tone="red">{t('failures', { count: printer.failures })}</Tag>}
        <span className="muted">{facts.join(' · ')}</span>
      </p>
      <Health printer={printer} />
      <div role="status">
        <LastJob job={printer.lastJob} />
      </div>
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      {printer.kind !== 'till' && (
        <div className="row">
          <fetcher.Form method="post" action={`/${slug}/settings/printers?index`}>
            <input type="hidden" name="intent" value="test" />
            <input type="hidden" name="printerId" value={printer.id} />
            <input type="hidden" name="requestId" value={requestId} />
            <Button
              type="submit"
              icon={Printer}
              busy={fetcher.state !== 'idle'}
              busyLabel={t('testing')}
              disabledReason={mayCallPrinters || printer.kind !== 'tcp' ? undefined : t('testOff')}
            >
              {t('test')}
            </Button>
          </fetcher.Form>
          <Link
            to={`/${slug}/settings/printers/${printer.id}/try`}
            className={buttonClass({ kind: 'quiet' })}
          >
            <ButtonFace icon={SlidersHorizontal}>{t('tune')}</ButtonFace>
            <span className="visually-hidden">{printer.name}</span>
          </Link>
        </div>
      )}
    </Card>
  )
}

/** What a printer that speaks for itself said last. */
function Health({ printer }: { printer: LoadedPrinter }) {
  const { nowMs } = useLoaderData<typeof loader>()
  const { words, timeZone } = useOffice()
  const { t } = useTranslation('printers')
  const speaks = printer.kind === 'star' || printer.kind === 'epson'
  if (!speaks) return null
  if (printer.seenAt === null) return <p className="muted">{t('health.never')}</p>
  const troubles = [
    ...(isSilent(printer.seenAt, nowMs) ? [t('health.silent')] : []),
    ...(printer.paper === 'out' ? [t('health.paperOut')] : []),
    ...(printer.paper === 'low' ? [t('health.paperLow')] : []),
    ...(printer.isCoverOpen ? [t('health.coverOpen')] : []),
  ]
  return (
    <p className="row">
      {troubles.length === 0 && <Tag tone="tea">{t('health.here')}</Tag>}
      {troubles.map((trouble) => (
        <Tag key={trouble} tone="red">
          {trouble}
        </Tag>
      ))}
      <span className="muted cap">
        {t('health.seen', { when: formatMoment(printer.seenAt, { ...words, timeZone }) })}
      </span>
    </p>
  )
}

/** What became of a printer's last paper, in a word and a sentence. */
function LastJob({ job }: { job: LoadedJob | undefined }) {
  const { t } = useTranslation('printers')
  const words = useJobWords()
  if (!job) return <p>{t('state.never')}</p>
  return (
    <div className="stack stack-tight">
      <p className="row">
        <b>{t('last', { what: words.what(job), when: words.when(job) })}</b>
        <JobTag job={job} />
      </p>
      <p>{words.sentence(job)}</p>
    </div>
  )
}

function JobTag({ job }: { job: LoadedJob }) {
  const { t } = useTranslation('printers')
  if (isOnItsWay(job)) return <Tag tone="gold">{t('tag.waiting')}</Tag>
  if (job.status === 'unknown') return <Tag tone="gold">{t('tag.unknown')}</Tag>
  if (job.status === 'sent' || job.status === 'printed') {
    return <Tag tone="tea">{t('tag.done')}</Tag>
  }
  return <Tag tone="red">{t('tag.failed')}</Tag>
}

function FailedJob({ job }: { job: LoadedJob }) {
  const { slug } = useOffice()
  const { t } = useTranslation('printers')
  const fetcher = useFetcher<typeof action>()
  const errors = useFormErrors(fetcher.data, [])
  const words = useJobWords()
  const about = { what: words.what(job), when: words.when(job) }
  return (
    <li>
      <div className="stack stack-tight">
        <p className="row">
          <b>
            {about.what} · {job.printerName}
          </b>
          <JobTag job={job} />
        </p>
        <p>{errors.general ?? words.sentence(job)}</p>
        <p className="muted cap">{about.when}</p>
      </div>
      <div className="row">
        {job.sourceType === 'sale' && (
          <Link to={`/${slug}/sales/${job.sourceId}`} className={buttonClass({ kind: 'quiet' })}>
            <ButtonFace>{t('help.sale')}</ButtonFace>
          </Link>
        )}
        <fetcher.Form method="post" action={`/${slug}/settings/printers?index`}>
          <input type="hidden" name="intent" value="retry" />
          <input type="hidden" name="jobId" value={job.id} />
          <Button
            type="submit"
            icon={RotateCcw}
            busy={fetcher.state !== 'idle'}
            busyLabel={t('help.retrying')}
            aria-label={t('help.retryOf', about)}
          >
            {t('help.retry')}
          </Button>
        </fetcher.Form>
      </div>
    </li>
  )
}

const isOnItsWay = (job: LoadedJob) => job.status === 'queued' || job.status === 'offered'

/** How a paper is spoken of: what it is, when it was asked for, what became of it. */
function useJobWords() {
  const { t, i18n } = useTranslation('printers')
  const { words, timeZone } = useOffice()
  return {
    what: (job: LoadedJob) =>
      job.kind === 'test_page' || job.kind === 'receipt' ? t(`job.${job.kind}`) : t('job.other'),
    when: (job: LoadedJob) => formatMoment(job.createdAt, { ...words, timeZone }),
    sentence: (job: LoadedJob) => {
      if (job.status === 'queued' && job.lastError) return t('state.retrying')
      const reason = job.lastError ? errorText(i18n, job.lastError, { host: job.host }) : undefined
      const isTest = job.kind === 'test_page' && job.status === 'sent'
      return reason ?? t(isTest ? 'state.sentTest' : `state.${job.status}`)
    },
  }
}
