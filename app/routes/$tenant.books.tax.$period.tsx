import '#app/tax/tax.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { FileSpreadsheet, Stamp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Disclosure } from '#app/components/disclosure.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { formatAmount, formatMoney, Money } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { useTaxDays } from '#app/tax/tax-words.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { fileReturn, getWorksheet } from '#modules/tax/index.ts'
import { BOX_NUMBERS, ROWS_OF_BOX, shownBoxes, type TaxBoxes } from '#modules/tax/shared.ts'

const Params = z.object({ period: z.string().max(7) })

export const loader = tenantLoader('books.read', Params, async (tx, { period }, edge) => ({
  sheet: await getWorksheet(tx, period),
  // Made here, so that pressing twice is one filing.
  requestId: newId(),
  title: textsFor(languageOf(edge.request)).t('tax:title'),
}))

const whole = z.coerce.number().int().min(0)
const FilingForm = Params.extend({ id: z.uuid(), toPay: whole, carriedOn: whole })

async function file(tx: Tx, { id, period, ...shown }: z.output<typeof FilingForm>): Promise<null> {
  await fileReturn(tx, { id, period, shown })
  return null
}
export const action = tenantAction('books.write', FilingForm, file)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} ${data?.sheet.period ?? ''} · Tillage 耕舖` },
]

/** One period's worksheet: what is to be paid, every box, and the rows behind each. */
export default function TaxWorksheet() {
  const { sheet } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const errors = useFormErrors(answer, [])
  const { slug } = useOffice()
  const days = useTaxDays()
  const { t } = useTranslation('tax')
  const { boxes, form, filed } = sheet
  const said = { amount: formatMoney(boxes.toPay), credit: formatMoney(boxes.carriedOn) }
  return (
    <div className="stack">
      <p>
        <Link to={`/${slug}/books/tax`}>{t('worksheet.back')}</Link>
      </p>
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      {filed && (
        <Notice
          kind="done"
          title={t('worksheet.filed', { form: filed.form })}
          announce={answer?.ok}
        >
          {t('worksheet.filedText', { name: filed.filedByName ?? '' })}
        </Notice>
      )}
      <Card title={t('worksheet.title', { period: days.period(sheet.period) })}>
        <p className="tax-answer">
          {boxes.toPay > 0
            ? t('worksheet.pay', said)
            : boxes.carriedOn > 0
              ? t('worksheet.credit', said)
              : t('worksheet.nothing')}
        </p>
        <p>{t('worksheet.due', { day: days.day(sheet.dueOn) })}</p>
        <p>{t(`worksheet.form${form}`)}</p>
        <p className="muted">{t('notAFiling')}</p>
        <a
          href={`/${slug}/books/tax/${sheet.period}/worksheet.xlsx`}
          className={buttonClass({ kind: 'plain' })}
        >
          <ButtonFace icon={FileSpreadsheet}>{t('worksheet.xlsx')}</ButtonFace>
        </a>
      </Card>
      <BoxesCard />
      <Unexplained />
      {!filed && sheet.isOver && <FilingCard />}
    </div>
  )
}

function BoxesCard() {
  const { sheet } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t } = useTranslation('tax')
  const nameOf = (box: keyof TaxBoxes) => {
    const rows = ROWS_OF_BOX[box]
    const count = rows ? sheet.counts[rows] : 0
    if (!rows || count === 0) return t(`box.${box}`)
    return (
      <Link to={`/${slug}/books/tax/${sheet.period}/${rows}`}>
        {t(`box.${box}`)} <span className="muted">{t('worksheet.rows', { count })}</span>
      </Link>
    )
  }
  return (
    <Card title={t('worksheet.boxes')}>
      <table className="tax-boxes">
        <thead>
          <tr>
            <th scope="col">{t('sheet.box')}</th>
            <th scope="col">{t('sheet.what')}</th>
            <th scope="col" className="tax-amount">
              NT$
            </th>
          </tr>
        </thead>
        <tbody>
          {shownBoxes(sheet).map((box) => (
            <tr key={box} className={box === 'toPay' ? 'is-total' : undefined}>
              <td>{BOX_NUMBERS[box] ?? ''}</td>
              <th scope="row">{nameOf(box)}</th>
              <td className="tax-amount">
                <Money bare amountMinor={sheet.boxes[box]} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {sheet.boxes.rounding !== 0 && <p className="muted">{t('worksheet.rounding')}</p>}
    </Card>
  )
}

/** Tax that somebody booked by hand stands on no row, and is said. */
function Unexplained() {
  const { sheet } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t } = useTranslation('tax')
  const { outputMinor, inputMinor } = sheet.unexplained
  if (outputMinor === 0 && inputMinor === 0) return null
  return (
    <Notice
      kind="waiting"
      title={t('worksheet.unexplained', {
        output: formatAmount(outputMinor),
        input: formatAmount(inputMinor),
      })}
    >
      {t('worksheet.unexplainedText')}{' '}
      <Link to={`/${slug}/books/accounts/2204`}>{t('worksheet.outputAccount')}</Link>{' '}
      <Link to={`/${slug}/books/accounts/1268`}>{t('worksheet.inputAccount')}</Link>
    </Notice>
  )
}

function FilingCard() {
  const { sheet, requestId } = useLoaderData<typeof loader>()
  const isBusy = useNavigation().state === 'submitting'
  const days = useTaxDays()
  const { t } = useTranslation('tax')
  return (
    <Card title={t('filing.title')}>
      <p>{t('filing.text')}</p>
      <Disclosure label={t('filing.open')} icon={Stamp} kind="quiet">
        <Form method="post" className="stack">
          <input type="hidden" name="id" value={requestId} />
          <input type="hidden" name="toPay" value={sheet.boxes.toPay} />
          <input type="hidden" name="carriedOn" value={sheet.boxes.carriedOn} />
          <p>{t('filing.closes', { day: days.day(sheet.to) })}</p>
          <Button type="submit" kind="primary" icon={Stamp} busy={isBusy}>
            {t('filing.confirm')}
          </Button>
        </Form>
      </Disclosure>
    </Card>
  )
}
