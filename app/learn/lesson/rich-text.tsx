import type { Paragraph } from '#modules/learning/shared.ts'
import { phrasesOf } from './lesson-words.ts'
import { useLesson } from './use-lesson.ts'

/** Words whose lines break between phrases. */
export function Phrases({ text }: { text: string }) {
  return phrasesOf(text).map((phrase, at) =>
    phrase.isWhole ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a text never changes while it is shown.
      <span key={at} className="phrase">
        {phrase.text}
      </span>
    ) : (
      phrase.text
    ),
  )
}

/** Words of the course; `strong` is what one would say louder. */
export function Spans({ paragraph }: { paragraph: Paragraph }) {
  const [only, ...others] = paragraph
  if (only && others.length === 0 && !only.strong) return <Phrases text={only.text} />
  return paragraph.map((span, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: a paragraph never changes while it is shown.
    span.strong ? <strong key={at}>{span.text}</strong> : <span key={at}>{span.text}</span>,
  )
}

export function Paragraphs({ paragraphs }: { paragraphs: readonly Paragraph[] }) {
  const { pack } = useLesson()
  return (
    <div className="lesson-words" lang={pack.language}>
      {paragraphs.map((paragraph, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a block never changes while it is shown.
        <p key={at}>
          <Spans paragraph={paragraph} />
        </p>
      ))}
    </div>
  )
}
