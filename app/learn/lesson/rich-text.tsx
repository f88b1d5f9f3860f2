import type { Paragraph } from '#modules/learning/shared.ts'
import { useLesson } from './use-lesson.ts'

/** Words of the course, in its own language; `strong` is what one would say louder. */
export function Spans({ paragraph }: { paragraph: Paragraph }) {
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
