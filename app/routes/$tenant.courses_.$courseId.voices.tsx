import '#app/components/account.css'
import '#app/voices/voices.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useRevalidator } from '@remix-run/react'
import { ChevronLeft } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Disclosure } from '#app/components/disclosure.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { Select } from '#app/components/select.tsx'
import { LANGUAGES } from '#app/locales/languages.ts'
import { type Edge, tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { BlockCard } from '#app/voices/block-card.tsx'
import { useVoiceDesk } from '#app/voices/use-voice-desk.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { getCourse, listCourses, translations, voices } from '#modules/learning/index.ts'
import { DecisionForm, TranslationForm, wordsOf } from '#modules/learning/shared.ts'

const TAGS = LANGUAGES.map(({ tag }) => tag)
const Address = z.object({
  courseId: z.string().max(60),
  language: z.enum(TAGS).optional().catch(undefined),
})

export const loader = tenantLoader('courses.teach', Address, async (tx, input, edge) => {
  const screen = languageOf(edge.request)
  const { courseId, language = 'zh-TW' } = input
  // What is read aloud is the source text, whatever language the screens have.
  const { title, lessons, questions } = getCourse(courseId, 'zh-TW')
  return {
    slug: edge.membership.slug,
    courseId,
    title,
    language,
    pageTitle: textsFor(screen).t('voices:title'),
    courses: listCourses('zh-TW').map((each) => ({ id: each.courseId, title: each.title })),
    lessons: lessons.map((lesson) => ({
      id: lesson.id,
      title: lesson.title,
      blocks: lesson.blocks
        .map((block) => ({ id: block.id, words: wordsOf(block, questions) }))
        .filter(({ words }) => words.length > 0),
    })),
    voices: await voices.listVoices(tx, courseId),
    translations: await translations.listTranslations(tx, courseId),
  }
})

const VoicesForm = z.discriminatedUnion('intent', [
  DecisionForm.extend({ intent: z.literal('voice'), courseId: z.string() }),
  DecisionForm.extend({ intent: z.literal('translation'), courseId: z.string() }),
  TranslationForm.extend({ intent: z.literal('translate'), language: z.enum(TAGS) }),
])

async function change(tx: Tx, form: z.output<typeof VoicesForm>, edge: Edge) {
  const { userId } = edge.actor
  if (form.intent === 'translate') {
    const { intent: _, ...translation } = form
    await translations.writeTranslation(tx, translation)
    return { done: 'written' as const }
  }
  if (form.intent === 'voice') await voices.decideVoice(tx, form, userId)
  else await translations.decideTranslation(tx, form, userId)
  return { done: form.status }
}
export const action = tenantAction('courses.teach', VoicesForm, change)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.pageTitle ?? ''} · Tillage 耕舖` },
]

/** Where people read a course's blocks aloud, or write them, in their own language. */
export default function Voices() {
  const data = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { revalidate } = useRevalidator()
  const { t } = useTranslation('voices')
  const desk = useVoiceDesk(data, revalidate)
  const errors = useFormErrors(answer, [])
  const waiting = desk.drafts.filter(({ state }) => state === 'waiting').length
  return (
    <>
      <PageHeader
        over={data.title}
        title={t('title')}
        back={
          <Link
            to={`/${data.slug}/courses/${data.courseId}`}
            className={buttonClass({ kind: 'quiet' })}
          >
            <ButtonFace icon={ChevronLeft}>{t('back')}</ButtonFace>
          </Link>
        }
      />
      <div className="stack stack-loose">
        <p className="measure">{t('lead')}</p>
        {answer?.ok && <Notice kind="done" title={t(`done.${answer.value.done}`)} announce />}
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        {desk.isRefused && (
          <Notice kind="wrong" title={t('mic.refused')} announce>
            {t('mic.refused_text')}
          </Notice>
        )}
        {waiting > 0 && (
          <Notice kind="waiting" title={t('waiting', { count: waiting })} announce>
            {desk.isSignedOut ? t('waiting_signed_out') : t('waiting_text')}
          </Notice>
        )}
        <Choose />
        {data.lessons.map((lesson) => (
          <Card key={lesson.id} title={lesson.title}>
            <ul className="voice-blocks">
              {lesson.blocks.map((block) => (
                <BlockCard
                  key={block.id}
                  block={block}
                  desk={desk}
                  place={data}
                  voices={data.voices.filter(
                    (each) => each.blockId === block.id && each.language === data.language,
                  )}
                  translations={data.translations.filter(
                    (each) => each.blockId === block.id && each.language === data.language,
                  )}
                />
              ))}
            </ul>
          </Card>
        ))}
      </div>
    </>
  )
}

/** Which language, and the way to the other courses. */
function Choose() {
  const { slug, courseId, courses, language } = useLoaderData<typeof loader>()
  const { t, i18n } = useTranslation('voices')
  const isEnglish = i18n.language === 'en'
  return (
    <Card>
      <Form method="get" className="voice-language">
        <Select
          key={language}
          label={t('language')}
          name="language"
          defaultValue={language}
          options={LANGUAGES.map(({ tag, nameZh, nameEn }) => ({
            value: tag,
            label: isEnglish ? nameEn : nameZh,
          }))}
        />
        <Button type="submit">{t('choose')}</Button>
      </Form>
      <Disclosure label={t('courses')} kind="quiet">
        <nav aria-label={t('courses')} className="row">
          {courses.map((course) => (
            <Link
              key={course.id}
              to={`/${slug}/courses/${course.id}/voices?language=${language}`}
              className={buttonClass({ kind: 'quiet' })}
              aria-current={course.id === courseId ? 'page' : undefined}
            >
              <ButtonFace>{course.title}</ButtonFace>
            </Link>
          ))}
        </nav>
      </Disclosure>
    </Card>
  )
}
