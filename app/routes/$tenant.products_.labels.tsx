import '#app/goods/goods.css'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { ArrowLeft, FileText, Printer } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Checkbox } from '#app/components/choices.tsx'
import { Empty } from '#app/components/data-table.tsx'
import { Field } from '#app/components/field.tsx'
import { FindField } from '#app/components/find-field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { formatMoney } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { unitWord } from '#app/reports/words.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { labelsDocument, queuePaper } from '#app/server/papers.server.ts'
import { listProducts } from '#modules/inventory/index.ts'
import { newId } from '#modules/kernel/ids.ts'
import { findDefaultPrinter } from '#modules/printing/index.ts'

const Query = z.object({ search: z.string().max(200).catch('').default('') })

export const loader = tenantLoader('goods.read', Query, async (tx, { search }, edge) => {
  const { products } = await listProducts(tx, { search })
  return {
    slug: edge.membership.slug,
    search,
    products: products.filter((product) => product.priceMinor !== null),
    hasPrinter: (await findDefaultPrinter(tx)) !== undefined,
    // Made here, so that pressing twice before the answer prints once.
    requestId: newId(),
  }
})

const Input = z.object({
  product: z.array(z.uuid(), 'printing.no_product').min(1, 'printing.no_product').max(200),
  copies: z.coerce.number().int().min(1).max(20),
  requestId: z.uuid(),
})

export const action = tenantAction('goods.read', Input, async (tx, input) =>
  queuePaper(tx, {
    document: await labelsDocument(tx, input.product, input.copies, new Date()),
    sourceType: 'label',
    requestId: input.requestId,
  }),
)

/** Labels for the shelf: which products, how many of each, on the printer or as a file. */
export default function Labels() {
  const { slug, search, products, hasPrinter, requestId } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isBusy = useNavigation().state === 'submitting'
  const { t, i18n } = useTranslation('goods')
  const errors = useFormErrors(answer, ['product', 'copies'])
  return (
    <>
      <PageHeader
        title={t('labels.title')}
        under={t('labels.lead')}
        back={
          <Link to={`/${slug}/products`} className={buttonClass({ kind: 'quiet' })}>
            <ButtonFace icon={ArrowLeft}>{t('categories.back')}</ButtonFace>
          </Link>
        }
      />
      <div className="stack stack-loose settings-column">
        {answer?.ok && <Notice kind="done" title={t('labels.sent')} announce />}
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        {errors.field('product') && (
          <Notice kind="wrong" title={errors.field('product') ?? ''} announce />
        )}
        <Form method="get" role="search">
          <FindField size="office" label={t('labels.find')} name="search" defaultValue={search} />
        </Form>
        <Form method="post" className="stack stack-loose">
          <input type="hidden" name="requestId" value={requestId} />
          <Card title={t('labels.which')}>
            {products.length === 0 && <Empty>{t('labels.none')}</Empty>}
            <div className="label-choices">
              {products.map((product) => (
                <Checkbox
                  key={product.id}
                  name="product[]"
                  value={product.id}
                  label={product.name}
                  hint={`${formatMoney(product.priceMinor ?? 0)} / ${unitWord(i18n, product.unit)}`}
                />
              ))}
            </div>
          </Card>
          <Field
            label={t('labels.copies')}
            name="copies"
            type="number"
            inputMode="numeric"
            min={1}
            max={20}
            defaultValue={1}
            required
            error={errors.field('copies')}
          />
          {hasPrinter && (
            <Button type="submit" kind="primary" size="key" wide icon={Printer} busy={isBusy}>
              {t('labels.print')}
            </Button>
          )}
          <Button
            type="submit"
            kind="outline"
            wide
            icon={FileText}
            formMethod="get"
            formAction={`/${slug}/products/labels.pdf`}
            formTarget="_blank"
          >
            {t('labels.pdf')}
          </Button>
        </Form>
      </div>
    </>
  )
}
