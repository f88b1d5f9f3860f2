import { Form } from '@remix-run/react'
import { PenLine } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Disclosure } from '#app/components/disclosure.tsx'
import { Field } from '#app/components/field.tsx'
import { Tag } from '#app/components/tag.tsx'
import { TextArea } from '#app/components/text-area.tsx'
import { newId } from '#modules/kernel/shared.ts'

export interface WrittenBlock {
  id: string
  text: string
  source: string
  speaker: string | null
  isAccepted: boolean
  madeBy: string | null
  acceptedBy: string | null
}

interface TranslationsProps {
  blockId: string
  place: { language: string }
  written: readonly WrittenBlock[]
}

/** A block in the words of somebody who speaks the language; zh-TW is the source and has none. */
export function Translations({ blockId, place, written }: TranslationsProps) {
  const { t } = useTranslation('voices')
  if (place.language === 'zh-TW') return null
  return (
    <>
      {written.map((each) => (
        <Written key={each.id} written={each} language={place.language} />
      ))}
      <Disclosure label={t('write.open')} icon={PenLine} kind="quiet">
        {/* A new form for the next text, once this one is kept. */}
        <WriteForm key={written.length} blockId={blockId} language={place.language} />
      </Disclosure>
    </>
  )
}

function Written({ written, language }: { written: WrittenBlock; language: string }) {
  const { t } = useTranslation('voices')
  return (
    <div className="voice-kept">
      <p lang={language} className="voice-written">
        {written.text}
      </p>
      <p>
        {written.isAccepted ? (
          <Tag tone="tea">{t('accepted', { name: written.acceptedBy ?? '' })}</Tag>
        ) : (
          <Tag tone="gold">{t('write.submitted')}</Tag>
        )}{' '}
        <span className="muted cap">
          {written.speaker ?? t('anonymous')} · {written.source} ·{' '}
          {t('made_by', { name: written.madeBy ?? '' })}
        </span>
      </p>
      <Form method="post" className="row">
        <input type="hidden" name="intent" value="translation" />
        <input type="hidden" name="id" value={written.id} />
        {!written.isAccepted && (
          <Button type="submit" name="status" value="accepted" kind="outline">
            {t('accept')}
          </Button>
        )}
        <Button type="submit" name="status" value="removed" kind="danger">
          {t('take_off')}
        </Button>
      </Form>
    </div>
  )
}

function WriteForm({ blockId, language }: { blockId: string; language: string }) {
  const { t } = useTranslation('voices')
  const formId = useId()
  // Made once the form is used, so that what the server and the browser draw is the same.
  const [id, setId] = useState('')
  return (
    <Form
      method="post"
      className="stack"
      preventScrollReset
      onFocus={() => setId((before) => before || newId())}
    >
      <input type="hidden" name="intent" value="translate" />
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="blockId" value={blockId} />
      <input type="hidden" name="language" value={language} />
      <TextArea
        id={`${formId}-text`}
        label={t('write.text')}
        hint={t('write.text_hint')}
        name="text"
        lang={language}
        maxLength={2000}
        required
      />
      <Field
        label={t('write.source')}
        hint={t('write.source_hint')}
        name="source"
        maxLength={200}
        required
      />
      <Field
        label={t('write.speaker')}
        optional={t('consent.optional')}
        name="speaker"
        maxLength={60}
        autoComplete="off"
      />
      <Button type="submit" kind="outline">
        {t('write.keep')}
      </Button>
    </Form>
  )
}
