import { classes } from '#app/components/classes.ts'
import { Listen } from './listen.tsx'
import { Phrases } from './rich-text.tsx'
import { useLesson } from './use-lesson.ts'

/** One message and its 聽; one's own words stand at the other side. */
export function Bubble(props: { id: string; text: string; isOwn?: boolean; isMain?: boolean }) {
  const { id, text, isOwn, isMain } = props
  const { pack } = useLesson()
  return (
    <div className={classes('bubble-row', isOwn && 'bubble-row-own')}>
      <p className="bubble" lang={pack.language}>
        <Phrases text={text} />
      </p>
      {!isOwn && <Listen id={id} text={text} isMain={isMain} stacked />}
    </div>
  )
}
