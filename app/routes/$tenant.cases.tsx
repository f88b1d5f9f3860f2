import '#app/components/account.css'
import '#app/cases/cases.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { ChevronLeft, Send } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { CaseFields } from '#app/cases/case-fields.tsx'
import { CasePreview } from '#app/cases/case-preview.tsx'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { formatDay } from '#app/components/dates.ts'
import { Disclosure } from '#app/components/disclosure.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { type Edge, tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { cases } from '#modules/learning/index.ts'
import { CaseForm, type LearnCase } from '#modules/learning/shared.ts'

export const loader = tenantLoader('courses.teach', z.object({}), async (tx, _input, edge) => {
  const { timeZone } = await tx.selectFrom('tenant').select('timeZone').executeTakeFirstOrThrow()
  return {
    slug: edge.membership.slug,
    name: edge.session.displayName,
    title: textsFor(languageOf(edge.request)).t('cases:title'),
    cases: await cases.listCases(tx, timeZone),
  }
})

const CasesForm = z.discriminatedUnion('intent', [
  CaseForm.omit({ id: true }).extend({ intent: z.literal('preview') }),
  CaseForm.extend({ intent: z.literal('publish') }),
  z.object({ intent: z.literal('take_off'), id: z.uuid() }),
])

async function change(tx: Tx, form: z.output<typeof CasesForm>, _edge: Edge) {
  switch (form.intent) {
    case 'preview': {
      const { intent: _, ...told } = form
      const preview = { ...told, id: newId() }
      return { done: 'preview' as const, form: preview, ...cases.buildCase(preview) }
    }
    case 'publish':
      await cases.publishCase(tx, form)
      return { done: 'published' as const }
    case 'take_off':
      await cases.takeOffCase(tx, form)
      return { done: 'taken_off' as const }
  }
}
export const action = tenantAction('courses.teach', CasesForm, change)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** This week's scam: a case heard in class becomes a minute of practice for everybody here. */
export default function Cases() {
  const data = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('cases')
  const errors = useFormErrors(answer, [
    ...['template', 'title', 'from', 'said', 'wanted', 'gaveAway', 'reviewedBy'],
  ])
  const done = answer?.ok ? answer.value : undefined
  const preview = done?.done === 'preview' ? done : undefined
  return (
    <>
      <PageHeader
        title={t('title')}
        back={
          <Link to={`/${data.slug}`} className={buttonClass({ kind: 'quiet' })}>
            <ButtonFace icon={ChevronLeft}>{t('back')}</ButtonFace>
          </Link>
        }
      />
      <div className="stack stack-loose">
        <p className="measure">{t('lead')}</p>
        {done?.done === 'published' && <Notice kind="done" title={t('published')} announce />}
        {done?.done === 'taken_off' && <Notice kind="done" title={t('taken_off')} announce />}
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        {preview && <Preview preview={preview} />}
        {/* An empty form for the next case, once this one is told. */}
        <CaseFields
          key={data.cases.length}
          errors={errors}
          isSecond={preview !== undefined}
          name={data.name}
        />
        <Told />
      </div>
    </>
  )
}

function Preview({
  preview,
}: {
  preview: { form: CaseForm } & Pick<LearnCase, 'scenario' | 'question'>
}) {
  const { t } = useTranslation('cases')
  const isBusy = useNavigation().state === 'submitting'
  const { form, scenario, question } = preview
  return (
    <Card title={t('preview.title')}>
      <div className="stack">
        <p>{t('preview.lead')}</p>
        <CasePreview scenario={scenario} question={question} />
        <Form method="post">
          <input type="hidden" name="intent" value="publish" />
          {Object.entries(form).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Button
            type="submit"
            kind="primary"
            icon={Send}
            size="key"
            busy={isBusy}
            busyLabel={t('preview.busy')}
          >
            {t('preview.publish')}
          </Button>
        </Form>
      </div>
    </Card>
  )
}

/** What learners have now. */
function Told() {
  const { cases: told } = useLoaderData<typeof loader>()
  const { t, i18n } = useTranslation('cases')
  const words = { calendar: 'roc' as const, language: i18n.language }
  return (
    <Card title={t('told.title')} aside={told.length}>
      {told.length === 0 && <p className="muted">{t('told.none')}</p>}
      <ul className="rows">
        {told.map((each) => (
          <li key={each.id}>
            <span className="case-told">
              <b>{each.title}</b>
              <br />
              <span className="muted cap">
                {t('told.reviewed', {
                  name: each.reviewedBy,
                  day: formatDay(each.publishedOn, words),
                })}
              </span>
            </span>
            <Form method="post">
              <input type="hidden" name="intent" value="take_off" />
              <input type="hidden" name="id" value={each.id} />
              <Button type="submit" kind="danger">
                {t('told.take_off')}
              </Button>
            </Form>
            <Disclosure label={t('told.look')} kind="quiet">
              <CasePreview scenario={each.scenario} question={each.question} />
            </Disclosure>
          </li>
        ))}
      </ul>
    </Card>
  )
}
