import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Button } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Checkbox } from '#app/components/choices.tsx'
import { Field } from '#app/components/field.tsx'
import { type FormErrors, useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { Segments } from '#app/components/segments.tsx'
import { SettingsPage } from '#app/components/settings-page.tsx'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { changeRules, getTillRules, TillRulesForm } from '#modules/pos/index.ts'

export const loader = tenantLoader('till.manage', z.object({}), async (tx, _input, edge) => ({
  slug: edge.membership.slug,
  rules: await getTillRules(tx),
}))

export const action = tenantAction('till.manage', TillRulesForm, changeRules)

const NUMBERS = [
  'refundApprovalMinor',
  'cashOutApprovalMinor',
  'autoLockMinutes',
  'tabLimitMinor',
  'scamThresholdMinor',
] as const
type NumberRule = (typeof NUMBERS)[number]
type SwitchRule = 'priceNeedsApproval' | 'drawerNeedsApproval' | 'asksUnusual' | 'asksForFloat'

/** A share of 200,000 millionths is 20 percent. */
const PPM_PER_PERCENT = 10_000

/** What tills let a cashier do alone, and what they ask about. */
export default function TillRulesSettings() {
  const { slug } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('settings')
  const isBusy = useNavigation().state === 'submitting'
  const errors = useFormErrors(answer, [...NUMBERS, 'discountPercent'])
  return (
    <SettingsPage slug={slug} title={t('cards.till-rules.title')}>
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      {answer?.ok && <Notice kind="done" title={t('rules.saved')} announce />}
      <Form method="post" className="stack stack-loose">
        <Approvals errors={errors} />
        <Card title={t('rules.tabs')}>
          <Amount name="tabLimitMinor" errors={errors} />
        </Card>
        <Card title={t('rules.questions')}>
          <Switch name="asksForFloat" />
          <Switch name="asksUnusual" />
          <Amount name="scamThresholdMinor" errors={errors} />
        </Card>
        <Papers />
        <Card title={t('rules.lock')}>
          <Amount name="autoLockMinutes" errors={errors} unit={t('rules.minutes')} />
        </Card>
        <Button type="submit" kind="primary" size="key" wide busy={isBusy} busyLabel={t('busy')}>
          {t('save')}
        </Button>
      </Form>
    </SettingsPage>
  )
}

function Approvals({ errors }: { errors: FormErrors }) {
  const { rules } = useLoaderData<typeof loader>()
  const { t } = useTranslation('settings')
  return (
    <Card title={t('rules.approvals')}>
      <p className="muted">{t('rules.approvalsText')}</p>
      <Amount name="refundApprovalMinor" errors={errors} />
      <Field
        label={t('rules.discountPercent')}
        name="discountPercent"
        unit="%"
        figure
        inputMode="decimal"
        autoComplete="off"
        defaultValue={rules.discountApprovalPpm / PPM_PER_PERCENT}
        hint={t('rules.discountPercentHint')}
        error={errors.field('discountPercent')}
      />
      <Amount name="cashOutApprovalMinor" errors={errors} />
      <Switch name="priceNeedsApproval" />
      <Switch name="drawerNeedsApproval" />
    </Card>
  )
}

const PAPERS = [
  { name: 'receiptPaper', rules: ['always', 'ask', 'never'] },
  { name: 'refundPaper', rules: ['always', 'ask', 'never'] },
  { name: 'ticketPaper', rules: ['always', 'never'] },
  { name: 'shiftPaper', rules: ['always', 'ask'] },
  { name: 'tabPaper', rules: ['always', 'ask'] },
] as const

/** When each kind of paper comes out by itself. */
function Papers() {
  const { rules } = useLoaderData<typeof loader>()
  const { t } = useTranslation('settings')
  return (
    <Card title={t('rules.papers')}>
      <p className="muted">{t('rules.papersText')}</p>
      {PAPERS.map(({ name, rules: offered }) => (
        <div key={name} className="stack stack-tight">
          <b>{t(`rules.${name}`)}</b>
          <Segments
            label={t(`rules.${name}`)}
            name={name}
            defaultValue={rules[name]}
            segments={offered.map((value) => ({ value, label: t(`rules.paper.${value}`) }))}
          />
        </div>
      ))}
    </Card>
  )
}

/** One number: whole NT$ unless it has a unit of its own. */
function Amount(props: { name: NumberRule; errors: FormErrors; unit?: string }) {
  const { name, errors, unit } = props
  const { rules } = useLoaderData<typeof loader>()
  const { t } = useTranslation('settings')
  return (
    <Field
      label={t(`rules.${name}`)}
      name={name}
      prefix={unit === undefined ? 'NT$' : undefined}
      unit={unit}
      figure
      inputMode="numeric"
      autoComplete="off"
      defaultValue={rules[name]}
      hint={t(`rules.${name}Hint`)}
      error={errors.field(name)}
    />
  )
}

function Switch({ name }: { name: SwitchRule }) {
  const { rules } = useLoaderData<typeof loader>()
  const { t } = useTranslation('settings')
  return (
    <Checkbox
      label={t(`rules.${name}`)}
      hint={t(`rules.${name}Hint`)}
      name={name}
      value="on"
      defaultChecked={rules[name]}
    />
  )
}
