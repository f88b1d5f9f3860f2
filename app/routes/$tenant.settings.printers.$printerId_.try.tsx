import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { ArrowLeft, Check, Printer } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import '#app/printers/printers.css'
import { usePolling } from '#app/printers/use-polling.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { queueTestPage } from '#app/server/papers.server.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { DomainError } from '#modules/kernel/errors.ts'
import { newId } from '#modules/kernel/ids.ts'
import { listPrinters, listPrintJobs, tunePrinter } from '#modules/printing/index.ts'
import { PrintJobStatus, TEST_ANSWERS, type TestAnswer } from '#modules/printing/shared.ts'

const Params = z.object({ printerId: z.uuid() })

export const loader = tenantLoader('till.manage', Params, async (tx, { printerId }, edge) => {
  const printer = (await listPrinters(tx)).find((each) => each.id === printerId)
  if (!printer) throw new DomainError('printing.unknown_printer', 'missing')
  const job = (await listPrintJobs(tx)).find(
    (each) => each.printerId === printerId && each.kind === 'test_page',
  )
  return {
    slug: edge.membership.slug,
    printer,
    status: job && PrintJobStatus.parse(job.status),
    // Made here, so that pressing twice before the answer prints once.
    requestId: newId(),
  }
})

const TryForm = z.object({
  printerId: z.uuid(),
  requestId: z.uuid(),
  /** What somebody saw on the last page; nothing for the first one. */
  saw: z.enum(TEST_ANSWERS).optional(),
})

/** Changes what the answer says is wrong, and prints the page again. */
async function tryAgain(tx: Tx, form: z.output<typeof TryForm>): Promise<{ saw?: TestAnswer }> {
  if (form.saw) await tunePrinter(tx, { printerId: form.printerId, saw: form.saw })
  if (form.saw === 'nothing') return { saw: form.saw }
  await queueTestPage(tx, form)
  return form.saw ? { saw: form.saw } : {}
}

export const action = tenantAction('till.manage', TryForm, tryAgain)

/** Prints a page, asks what is to be seen, and sets the printer by the answers. */
export default function TryPrinter() {
  const { slug, printer, status, requestId } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('printers')
  const isBusy = useNavigation().state === 'submitting'
  const errors = useFormErrors(answer, [])
  const isOnItsWay = status === 'queued' || status === 'offered'
  usePolling(isOnItsWay)
  const saw = answer?.ok ? answer.value.saw : undefined
  const isText = printer.encoding !== 'raster'
  const choices = TEST_ANSWERS.filter((each) => fits(each, printer))
  return (
    <>
      <PageHeader
        over={printer.name}
        title={t('try.title')}
        back={
          <Link to={`/${slug}/settings/printers`} className={buttonClass({ kind: 'quiet' })}>
            <ButtonFace icon={ArrowLeft}>{t('form.back')}</ButtonFace>
          </Link>
        }
      />
      <Form method="post" className="stack stack-loose settings-column">
        <input type="hidden" name="requestId" value={requestId} />
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        {saw === 'nothing' && (
          <Notice kind="wrong" title={t('try.nothingTitle')} announce>
            {t(`try.nothing_${printer.kind}` as 'try.nothing_tcp')}
          </Notice>
        )}
        <Card>
          <p role="status">
            {status ? t(`state.${status === 'sent' ? 'sentTest' : status}`) : t('try.first')}
          </p>
          <Button
            type="submit"
            kind={status ? 'plain' : 'primary'}
            size="key"
            icon={Printer}
            busy={isBusy}
          >
            {t(status ? 'try.again' : 'test')}
          </Button>
        </Card>
        {status && (
          <Card title={t('try.see')}>
            <Link
              to={`/${slug}/settings/printers`}
              className={buttonClass({ kind: 'primary', size: 'key', wide: true })}
            >
              <ButtonFace icon={Check}>{t('try.good')}</ButtonFace>
            </Link>
            <div className="printer-answers">
              {choices.map((each) => (
                <Button key={each} type="submit" name="saw" value={each} size="key" wide>
                  {t(`try.saw.${each}`)}
                </Button>
              ))}
            </div>
            <p className="muted">
              {t('try.now', {
                width: t(`width_${printer.widthDots === 576 ? 576 : 384}`),
                density: t(`try.density.${printer.density as 'normal'}`),
                letters: t(isText ? 'try.letters.own' : 'try.letters.picture'),
              })}
            </p>
          </Card>
        )}
      </Form>
    </>
  )
}

/** Only answers that something can be done about are offered. */
function fits(answer: TestAnswer, printer: { kind: string; encoding: string; hasCutter: boolean }) {
  if (answer === 'garbage') return printer.encoding !== 'raster'
  if (answer === 'not_cut') return !printer.hasCutter
  if (answer === 'no_blade') return printer.hasCutter
  if (answer === 'own_big5' || answer === 'own_gb18030') {
    return printer.encoding === 'raster' && printer.kind !== 'star'
  }
  return true
}
