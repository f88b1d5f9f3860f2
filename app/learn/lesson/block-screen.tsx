import type { Block } from '#modules/learning/shared.ts'
import { ChecklistBlock, FlipBlock, OwnPhoneBlock, StepsBlock } from './doing-blocks.tsx'
import { MediaBlock } from './media-block.tsx'
import { QuestionBlock } from './question-block.tsx'
import { CalloutBlock, PictureBlock, TextBlock } from './reading-blocks.tsx'
import { ScenarioBlock } from './scenario-block.tsx'

/** One block fills the screen. */
export function BlockScreen(props: { block: Block; onDone: () => void; onSkip: () => void }) {
  const { block, onDone, onSkip } = props
  switch (block.kind) {
    case 'text':
      return <TextBlock block={block} onDone={onDone} />
    case 'picture':
      return <PictureBlock block={block} onDone={onDone} />
    case 'callout':
      return <CalloutBlock block={block} onDone={onDone} />
    case 'checklist':
      return <ChecklistBlock block={block} onDone={onDone} />
    case 'flip':
      return <FlipBlock block={block} onDone={onDone} />
    case 'steps':
      return <StepsBlock block={block} onDone={onDone} />
    case 'own-phone':
      return <OwnPhoneBlock block={block} onDone={onDone} onSkip={onSkip} />
    case 'audio':
    case 'video':
      return <MediaBlock block={block} onDone={onDone} />
    case 'question':
      return <QuestionBlock block={block} onDone={onDone} />
    case 'scenario':
      return <ScenarioBlock block={block} onDone={onDone} />
  }
}
