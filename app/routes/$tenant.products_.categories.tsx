import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { ArrowLeft } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Checkbox } from '#app/components/choices.tsx'
import { Field } from '#app/components/field.tsx'
import { type FormErrors, useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { changeCategory, listCategories } from '#modules/inventory/index.ts'
import { CategoryForm } from '#modules/inventory/shared.ts'
import { newId } from '#modules/kernel/ids.ts'

export const loader = tenantLoader('goods.manage', z.object({}), async (tx, _input, edge) => ({
  slug: edge.membership.slug,
  categories: await listCategories(tx),
  // Made here, so that pressing twice before the answer makes one category.
  newId: newId(),
}))

export const action = tenantAction('goods.manage', CategoryForm, changeCategory)

/** The shelves of the shop: their names, and which hold what scammers make people buy. */
export default function Categories() {
  const { slug, categories, newId: freshId } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { formData } = useNavigation()
  const { t } = useTranslation('goods')
  const errors = useFormErrors(answer, ['name'])
  const sent = answer?.ok ? answer.value.id : undefined
  const busyId = formData?.get('id')
  const rows = [...categories, { id: freshId, name: '', isScamProne: false }]
  return (
    <>
      <PageHeader
        title={t('categories.title')}
        back={
          <Link to={`/${slug}/products`} className={buttonClass({ kind: 'quiet' })}>
            <ButtonFace icon={ArrowLeft}>{t('categories.back')}</ButtonFace>
          </Link>
        }
      />
      <div className="stack stack-loose settings-column">
        <p>{t('categories.scam_text')}</p>
        {sent && <Notice kind="done" title={t('categories.saved')} announce />}
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        {rows.map((row) => (
          <CategoryCard
            key={row.id}
            row={row}
            isNew={row.id === freshId}
            isBusy={busyId === row.id}
            errors={errors}
          />
        ))}
      </div>
    </>
  )
}

interface CategoryCardProps {
  row: { id: string; name: string; isScamProne: boolean }
  isNew: boolean
  isBusy: boolean
  errors: FormErrors
}

function CategoryCard({ row, isNew, isBusy, errors }: CategoryCardProps) {
  const { t } = useTranslation('goods')
  return (
    <Card title={isNew ? t('categories.new') : row.name}>
      <Form method="post" className="stack">
        <input type="hidden" name="id" value={row.id} />
        <Field
          label={t('categories.name')}
          name="name"
          defaultValue={row.name}
          required
          maxLength={60}
          error={isNew ? errors.field('name') : undefined}
        />
        <Checkbox
          label={t('categories.scam')}
          hint={t('categories.scam_hint')}
          name="isScamProne"
          value="on"
          defaultChecked={row.isScamProne}
        />
        <Button type="submit" busy={isBusy} busyLabel={t('categories.busy')}>
          {isNew ? t('categories.add') : t('categories.save')}
        </Button>
      </Form>
    </Card>
  )
}
