import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import {
  Form,
  Link,
  type ShouldRevalidateFunction,
  useActionData,
  useLoaderData,
  useNavigation,
} from '@remix-run/react'
import { ArrowLeft, ArrowRight, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import '#app/components/account.css'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { CopyField } from '#app/components/copy-field.tsx'
import { Disclosure } from '#app/components/disclosure.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { AddAgent } from '#app/printers/add-agent.tsx'
import { PrinterFields } from '#app/printers/printer-fields.tsx'
import { type Edge, tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { DomainError } from '#modules/kernel/errors.ts'
import { newId } from '#modules/kernel/ids.ts'
import {
  archivePrinter,
  listAgents,
  listPrinters,
  type PrinterKeys,
  renewPrinterKeys,
  savePrinter,
} from '#modules/printing/index.ts'
import { PrinterInput, PrinterKind } from '#modules/printing/shared.ts'

const Params = z.object({
  printerId: z.union([z.literal('new'), z.uuid()]),
  kind: PrinterKind.optional(),
})

export const loader = tenantLoader('till.manage', Params, async (tx, { printerId, kind }, edge) => {
  const { slug } = edge.membership
  const printers = await listPrinters(tx)
  const shared = {
    slug,
    agents: await listAgents(tx),
    others: printers.filter((each) => each.id !== printerId && each.kind !== 'till'),
    server: new URL(edge.request.url).origin,
    // The id of a new one is made with its form, so that saving twice makes one.
    newAgentId: newId(),
  }
  if (printerId === 'new') {
    const isFirst = printers.length === 0
    return { ...shared, kind: kind ?? 'tcp', id: newId(), printer: undefined, isFirst }
  }
  const printer = printers.find((each) => each.id === printerId)
  if (!printer) throw new DomainError('printing.unknown_printer', 'missing')
  const own = PrinterKind.parse(printer.kind)
  return { ...shared, kind: own, id: printer.id, printer, isFirst: false }
})

/** A printer of some kind, or the wish to be rid of one, or to have its keys anew. */
const PrinterForm = z.discriminatedUnion('kind', [
  ...PrinterInput.options,
  z.object({ kind: z.literal('archive'), printerId: z.uuid() }),
  z.object({ kind: z.literal('renew'), printerId: z.uuid() }),
])

/** Where the page goes next: to the test page, back to the list, or nowhere while keys are shown. */
type Changed = { next: 'try' | 'list'; id: string } | { next: 'keys'; id: string; keys: ShownKeys }
type ShownKeys = { address: string; user: string; password: string }

async function change(tx: Tx, form: z.output<typeof PrinterForm>, edge: Edge): Promise<Changed> {
  if (form.kind === 'archive') {
    await archivePrinter(tx, form)
    return { next: 'list', id: form.printerId }
  }
  const addressOf = (keys: PrinterKeys, kind: string): ShownKeys => ({
    address: `${new URL(edge.request.url).origin}/print/${kind}/${keys.secret}`,
    user: keys.user,
    password: keys.password,
  })
  if (form.kind === 'renew') {
    const { kind, keys } = await renewPrinterKeys(tx, form.printerId)
    return { next: 'keys', id: form.printerId, keys: addressOf(keys, kind) }
  }
  const { id, keys } = await savePrinter(tx, form)
  return keys ? { next: 'keys', id, keys: addressOf(keys, form.kind) } : { next: 'try', id }
}

const save = tenantAction('till.manage', PrinterForm, change)

export async function action(args: ActionFunctionArgs) {
  const answer = await save(args)
  const changed = answer.data.ok ? answer.data.value : undefined
  if (!changed || changed.next === 'keys') return answer
  const list = `/${args.params.tenant}/settings/printers`
  throw redirect(changed.next === 'try' ? `${list}/${changed.id}/try` : list)
}

/** What is typed on a new computer stays in sight until somebody goes on. */
export const shouldRevalidate: ShouldRevalidateFunction = ({
  formAction,
  defaultShouldRevalidate,
}) => defaultShouldRevalidate && !formAction?.endsWith('/settings/printers/agents')

/** One printer: how it is reached and what it can do. */
export default function PrinterPage() {
  const { slug, printer, kind, agents, newAgentId, server } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('printers')
  const done = answer?.ok && answer.value.next === 'keys' ? answer.value : undefined
  const needsAgent = kind === 'agent' && agents.length === 0
  return (
    <>
      <PageHeader
        title={printer ? t('form.edit') : t(`way.${kind}`)}
        back={
          <Link to={`/${slug}/settings/printers`} className={buttonClass({ kind: 'quiet' })}>
            <ButtonFace icon={ArrowLeft}>{t('form.back')}</ButtonFace>
          </Link>
        }
      />
      <div className="stack stack-loose settings-column">
        {done ? (
          <Keys {...done} />
        ) : needsAgent ? (
          <AddAgent slug={slug} agentId={newAgentId} server={server} />
        ) : (
          <EditPrinter />
        )}
        {printer && !done && <AfterThat kind={kind} name={printer.name} />}
      </div>
    </>
  )
}

/** What is typed into the printer's own settings page. It is shown once. */
function Keys({ id, keys }: { id: string; keys: ShownKeys }) {
  const { slug, kind } = useLoaderData<typeof loader>()
  const { t } = useTranslation('printers')
  const words = { copyLabel: t('keys.copy'), copiedLabel: t('keys.copied') }
  return (
    <>
      <Notice kind="done" title={t('keys.title')} announce>
        {t(kind === 'epson' ? 'keys.epson' : 'keys.star')}
      </Notice>
      <Card>
        <CopyField label={t('keys.address')} value={keys.address} {...words} />
        <CopyField label={t('keys.user')} value={keys.user} {...words} />
        <CopyField label={t('keys.password')} value={keys.password} {...words} />
        <p>{t('keys.once')}</p>
      </Card>
      <Link
        to={`/${slug}/settings/printers/${id}/try`}
        className={buttonClass({ kind: 'primary', size: 'key' })}
      >
        <ButtonFace iconAfter={ArrowRight}>{t('keys.next')}</ButtonFace>
      </Link>
    </>
  )
}

function EditPrinter() {
  const loaded = useLoaderData<typeof loader>()
  const { slug, id } = loaded
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('printers')
  const isBusy = useNavigation().state === 'submitting'
  const errors = useFormErrors(answer, ['name', 'host', 'port', 'deviceName', 'devicePath'])
  return (
    <Form method="post" className="stack stack-loose" key={id}>
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      <input type="hidden" name="id" value={id} />
      <Card>
        <PrinterFields {...loaded} error={errors.field} />
      </Card>
      <div className="row">
        <Button type="submit" kind="primary" size="key" busy={isBusy} busyLabel={t('form.saving')}>
          {t('form.save')}
        </Button>
        <Link
          to={`/${slug}/settings/printers`}
          className={buttonClass({ kind: 'plain', size: 'key' })}
        >
          <ButtonFace>{t('form.cancel')}</ButtonFace>
        </Link>
      </div>
    </Form>
  )
}

function AfterThat({ kind, name }: { kind: string; name: string }) {
  const { t } = useTranslation('printers')
  return (
    <>
      {(kind === 'star' || kind === 'epson') && (
        <Disclosure label={t('keys.renew')}>
          <Form method="post" className="stack">
            <p>{t('keys.renewText')}</p>
            <input type="hidden" name="kind" value="renew" />
            <Button type="submit">{t('keys.renewConfirm')}</Button>
          </Form>
        </Disclosure>
      )}
      <Disclosure label={t('form.archive')} icon={Trash2} kind="danger">
        <Form method="post" className="stack">
          <p>{t('form.archiveQuestion', { name })}</p>
          <input type="hidden" name="kind" value="archive" />
          <Button type="submit" kind="danger">
            {t('form.archiveConfirm')}
          </Button>
        </Form>
      </Disclosure>
    </>
  )
}
