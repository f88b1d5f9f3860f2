import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Button } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { RadioGroup } from '#app/components/choices.tsx'
import { Field } from '#app/components/field.tsx'
import { type FormErrors, useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { SettingsPage } from '#app/components/settings-page.tsx'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { getTenant, updateTenant } from '#modules/identity/index.ts'
import { CALENDARS, TAX_KINDS, TAX_METHODS, TenantForm } from '#modules/identity/shared.ts'

export const loader = tenantLoader('tenant.manage', z.object({}), async (tx, _input, edge) => ({
  slug: edge.membership.slug,
  kind: edge.membership.kind,
  tenant: await getTenant(tx),
}))

export const action = tenantAction('tenant.manage', TenantForm, updateTenant)

const FIELDS = ['name', 'phone', 'address', 'taxId']

export default function ShopSettings() {
  const { slug, kind, tenant } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('settings')
  const isBusy = useNavigation().state === 'submitting'
  const errors = useFormErrors(answer, FIELDS)
  return (
    <SettingsPage slug={slug} title={t(`cards.${kind}.title`)}>
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      {answer?.ok && <Notice kind="done" title={t('saved')} announce />}
      <Form method="post" className="stack stack-loose">
        <Card>
          <Field
            label={t('shop.name')}
            name="name"
            defaultValue={tenant.name}
            required
            maxLength={120}
            error={errors.field('name')}
          />
          <Field
            label={t('shop.phone')}
            optional={t('optional')}
            name="phone"
            type="tel"
            defaultValue={tenant.phone ?? ''}
            maxLength={40}
            hint={kind === 'shop' && t('shop.phoneHint')}
            error={errors.field('phone')}
          />
          <Field
            label={t('shop.address')}
            optional={t('optional')}
            name="address"
            defaultValue={tenant.address ?? ''}
            maxLength={200}
            error={errors.field('address')}
          />
          <RadioGroup
            legend={t('shop.calendar')}
            name="calendar"
            defaultValue={tenant.calendar}
            options={CALENDARS.map((value) => ({ value, label: t(`shop.calendars.${value}`) }))}
          />
        </Card>
        {kind === 'shop' ? <ShopRules errors={errors} /> : <KeptRules />}
        <Button type="submit" kind="primary" size="key" wide busy={isBusy} busyLabel={t('busy')}>
          {t('save')}
        </Button>
      </Form>
    </SettingsPage>
  )
}

/** What only a shop decides: how it stands to tax. */
function ShopRules({ errors }: { errors: FormErrors }) {
  const { tenant } = useLoaderData<typeof loader>()
  const { t } = useTranslation('settings')
  return (
    <>
      <Card title={t('shop.tax')}>
        <RadioGroup
          legend={t('shop.taxKind')}
          name="taxKind"
          defaultValue={tenant.taxProfile.kind}
          hint={t('shop.taxChange')}
          options={TAX_KINDS.map((value) => ({
            value,
            label: t(`shop.taxKinds.${value}`),
            hint: t(`shop.taxKindHints.${value}`),
          }))}
        />
        <Field
          label={t('shop.taxId')}
          name="taxId"
          inputMode="numeric"
          defaultValue={tenant.taxProfile.taxId ?? ''}
          maxLength={40}
          hint={t('shop.taxIdHint')}
          error={errors.field('taxId')}
        />
        <RadioGroup
          legend={t('shop.taxMethod')}
          name="taxMethod"
          defaultValue={tenant.taxMethod}
          options={TAX_METHODS.map((value) => ({
            value,
            label: t(`shop.taxMethods.${value}`),
            hint: t(`shop.taxMethodHints.${value}`),
          }))}
        />
      </Card>
      <KeptReceipt />
    </>
  )
}

/** A centre sells nothing: what it never decided goes along unchanged. */
function KeptRules() {
  const { taxProfile, taxMethod } = useLoaderData<typeof loader>().tenant
  return (
    <>
      <input type="hidden" name="taxKind" value={taxProfile.kind} />
      <input type="hidden" name="taxId" value={taxProfile.taxId ?? ''} />
      <input type="hidden" name="taxMethod" value={taxMethod} />
      <KeptReceipt />
    </>
  )
}

/** What the page of the receipts decides goes along unchanged. */
function KeptReceipt() {
  const { receipt } = useLoaderData<typeof loader>().tenant
  return (
    <>
      <input type="hidden" name="footer" value={receipt.footer} />
      {receipt.showsScamTip && <input type="hidden" name="showsScamTip" value="on" />}
    </>
  )
}
