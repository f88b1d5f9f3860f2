import type { Message } from '#modules/learning/shared.ts'
import { Bubble } from './bubble.tsx'
import { PracticeFrame } from './practice-frame.tsx'

/** A message that a question is about, as it would be seen. */
export function PracticeMessage({ message }: { message: Message }) {
  return (
    <PracticeFrame sender={message}>
      {message.phrases.map(({ id, text }) => (
        <Bubble key={id} id={id} text={text} />
      ))}
    </PracticeFrame>
  )
}
