import '#app/reports/receipt-design.css'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Button } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Checkbox } from '#app/components/choices.tsx'
import { Field } from '#app/components/field.tsx'
import { type FormErrors, useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { SettingsPage } from '#app/components/settings-page.tsx'
import { TextArea } from '#app/components/text-area.tsx'
import { ReceiptPreview } from '#app/reports/receipt-preview.tsx'
import { sampleReceiptUrl } from '#app/reports/sample-sale.ts'
import { useLogoPreview } from '#app/reports/use-logo-preview.ts'
import { type Edge, tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { RECEIPT_DESIGN, saveReceiptDesign } from '#modules/identity/index.ts'
import { ReceiptDesignForm } from '#modules/identity/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { readSetting } from '#modules/kernel/settings.ts'
import {
  changeReceiptLink,
  findReceiptLink,
  getPlainReceiptShop,
  RECEIPT_LINK_DAYS,
} from '#modules/pos/index.ts'
import { qrCode, readLogo } from '#modules/printing/index.ts'

/** A logo of 2 MB and the fields around it. */
const FORM_BYTES = 2_200_000

export const loader = tenantLoader('tenant.manage', z.object({}), async (tx, _input, edge) => ({
  slug: edge.membership.slug,
  ...(await getPlainReceiptShop(tx)),
  design: await readSetting(tx, RECEIPT_DESIGN),
  link: await findReceiptLink(tx),
  origin: new URL(edge.request.url).origin,
  linkDays: RECEIPT_LINK_DAYS,
  sampleCode: qrCode(sampleReceiptUrl(new URL(edge.request.url).origin)).modules,
  at: new Date().toISOString(),
}))

const Input = ReceiptDesignForm.extend({
  logo: z.instanceof(File).optional(),
  showsCode: z.literal('on').optional(),
})

async function save(tx: Tx, form: z.output<typeof Input>, edge: Edge) {
  const { origin } = new URL(edge.request.url)
  await changeReceiptLink(tx, { isOn: form.showsCode === 'on', origin })
  const { heading, footer, logo: file, removesLogo } = form
  const { logo: kept } = await readSetting(tx, RECEIPT_DESIGN)
  // A browser sends an empty file when none was chosen.
  const isNew = file !== undefined && file.size > 0
  const logo = isNew ? await readLogo(new Uint8Array(await file.arrayBuffer())) : kept
  await saveReceiptDesign(tx, {
    settings: { footer, showsScamTip: form.showsScamTip === 'on' },
    design: {
      heading,
      showsPhone: form.showsPhone === 'on',
      showsAddress: form.showsAddress === 'on',
      showsTaxId: form.showsTaxId === 'on',
      showsCashier: form.showsCashier === 'on',
      ...(logo && (isNew || removesLogo !== 'on') && { logo }),
    },
  })
  return null
}

export const action = tenantAction('tenant.manage', Input, save, undefined, {
  maxBytes: FORM_BYTES,
})

const FIELDS = ['heading', 'footer', 'logo']

/** How the shop's receipts look, with a receipt beside the form that follows every change. */
export default function ReceiptDesignPage() {
  const { slug, design, shop, at, link, sampleCode } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('settings')
  const isBusy = useNavigation().state === 'submitting'
  const errors = useFormErrors(answer, FIELDS, { 'printing.unreadable_logo': 'logo' })
  const [typed, setTyped] = useState({
    heading: design.heading,
    footer: shop.footer ?? '',
    showsScamTip: shop.showTip,
    showsPhone: design.showsPhone,
    showsAddress: design.showsAddress,
    showsTaxId: design.showsTaxId,
    showsCashier: design.showsCashier,
    showsCode: link !== null,
    removesLogo: false,
  })
  const chosen = useLogoPreview(slug)
  const follow = (event: FormEvent<HTMLFormElement>) => {
    const { target } = event
    if (target instanceof HTMLInputElement && target.type === 'file') chosen.look(target.files?.[0])
    const fields = new FormData(event.currentTarget)
    const isOn = (name: string) => fields.get(name) === 'on'
    setTyped({
      heading: String(fields.get('heading') ?? ''),
      footer: String(fields.get('footer') ?? ''),
      showsScamTip: isOn('showsScamTip'),
      showsPhone: isOn('showsPhone'),
      showsAddress: isOn('showsAddress'),
      showsTaxId: isOn('showsTaxId'),
      showsCashier: isOn('showsCashier'),
      showsCode: isOn('showsCode'),
      removesLogo: isOn('removesLogo'),
    })
  }
  return (
    <SettingsPage slug={slug} title={t('cards.receipt.title')}>
      <p>{t('receipt.lead')}</p>
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      {answer?.ok && <Notice kind="done" title={t('saved')} announce />}
      <div className="receipt-design">
        <Form
          method="post"
          encType="multipart/form-data"
          className="stack stack-loose"
          onChange={follow}
        >
          <DesignFields errors={errors} logoError={chosen.refusal} />
          <Button type="submit" kind="primary" size="key" wide busy={isBusy} busyLabel={t('busy')}>
            {t('save')}
          </Button>
        </Form>
        <ReceiptPreview
          shop={{
            ...shop,
            footer: typed.footer === '' ? undefined : typed.footer,
            showTip: typed.showsScamTip,
          }}
          design={{
            ...typed,
            logo: chosen.bitmap ?? (typed.removesLogo ? undefined : design.logo),
          }}
          at={at}
          code={typed.showsCode ? sampleCode : undefined}
          dots={`/${slug}/settings/receipt.png`}
        />
      </div>
    </SettingsPage>
  )
}

const SHOWN = ['showsPhone', 'showsAddress', 'showsTaxId', 'showsCashier'] as const

function DesignFields(props: { errors: FormErrors; logoError: string | undefined }) {
  const { errors, logoError } = props
  const { design, shop, link, origin, linkDays } = useLoaderData<typeof loader>()
  const { t } = useTranslation('settings')
  return (
    <>
      <Card>
        <Field
          label={t('receipt.logo')}
          optional={t('optional')}
          name="logo"
          type="file"
          accept="image/png,image/jpeg"
          hint={t('receipt.logoHint')}
          error={logoError ?? errors.field('logo')}
        />
        {design.logo && <Checkbox label={t('receipt.removesLogo')} name="removesLogo" value="on" />}
        <TextArea
          label={t('receipt.heading')}
          optional={t('optional')}
          name="heading"
          rows={2}
          defaultValue={design.heading}
          maxLength={200}
          hint={t('receipt.headingHint')}
          error={errors.field('heading')}
        />
        <TextArea
          label={t('receipt.footer')}
          optional={t('optional')}
          name="footer"
          rows={2}
          defaultValue={shop.footer ?? ''}
          maxLength={200}
          hint={t('receipt.footerHint')}
          error={errors.field('footer')}
        />
      </Card>
      <Card title={t('receipt.shows')}>
        {SHOWN.map((name) => (
          <Checkbox
            key={name}
            label={t(`receipt.${name}`)}
            name={name}
            value="on"
            defaultChecked={design[name]}
          />
        ))}
        <Checkbox
          label={t('receipt.showsScamTip')}
          hint={t('receipt.showsScamTipHint')}
          name="showsScamTip"
          value="on"
          defaultChecked={shop.showTip}
        />
        <Checkbox
          label={t('receipt.showsCode')}
          hint={`${t('receipt.showsCodeHint', { days: linkDays })}${t('receipt.codeOrigin', {
            origin: link?.origin ?? origin,
          })}`}
          name="showsCode"
          value="on"
          defaultChecked={link !== null}
        />
      </Card>
    </>
  )
}
