import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type CoursePack,
  type Lesson,
  type LessonProgress,
  resumeAt,
} from '#modules/learning/shared.ts'
import { fromServer } from '../media.ts'
import { BlockScreen } from './block-screen.tsx'
import { FinishScreen } from './finish-screen.tsx'
import { LessonFoot } from './lesson-foot.tsx'
import { LessonHead } from './lesson-head.tsx'
import { Unkept } from './unkept.tsx'
import { useCalm } from './use-calm.ts'
import { useFreshScreen } from './use-fresh-screen.ts'
import { type Learner, LessonContext, type LessonEvent, type LessonScope } from './use-lesson.ts'
import { useLessonKeys } from './use-lesson-keys.ts'
import { useNotes } from './use-notes.ts'
import { useVoice } from './use-voice.ts'

export interface LessonPlayerProps {
  pack: CoursePack
  lesson: Lesson
  learner: Learner
  /** What is known of the lesson when it is opened; it goes on from there. */
  progress: LessonProgress | undefined
  /** Keeps what happened, on the device; rejects when it could not. */
  write: (event: LessonEvent) => Promise<void>
  /** 先離開: the place is kept. */
  onLeave: () => void
  /** A block in the learner's own language, written by somebody who speaks it. */
  translationOf?: LessonScope['translationOf'] | undefined
  /** The lesson is done, and its last screen is left. */
  onDone: () => void
  /** Help was asked for; it is written already. */
  onHelp?: (() => void) | undefined
  /** The address of a block's recording, if somebody made one. */
  voiceOf?: ((blockId: string) => string | undefined) | undefined
  /** Where sounds and films play from; the server, unless told otherwise. */
  openMedia?: LessonScope['openMedia'] | undefined
  /** Which block is on the screen; undefined behind the last one. */
  onBlock?: ((blockId: string | undefined) => void) | undefined
}

const none = () => undefined
const openFromServer: LessonScope['openMedia'] = async (file) => fromServer(file)

/** A lesson, one block a screen. Its clothes are in `lesson.css`, which the page that shows it brings. */
export function LessonPlayer(props: LessonPlayerProps) {
  const { pack, lesson, learner, voiceOf = none, translationOf = none } = props
  const { openMedia = openFromServer } = props
  const { i18n } = useTranslation('lesson')
  const area = useRef<HTMLDivElement>(null)
  const voice = useVoice(pack.language)
  const isCalm = useCalm()
  const { note, hasFailed } = useNotes(props.write)
  const place = useMemo(
    () => ({ learnerId: learner.id, courseId: pack.courseId, lessonId: lesson.id }),
    [learner.id, pack.courseId, lesson.id],
  )
  const way = useWay(props, place, note)
  const own = { voice, voiceOf, translationOf, openMedia, isCalm }
  const scope: LessonScope = { pack, lesson, learner, ...own, note, place }
  const block = lesson.blocks[way.at]
  useLessonKeys(area, way.back, props.onLeave)
  useFreshScreen(area, way.turn, voice.hush)
  const { onBlock } = props
  useEffect(() => onBlock?.(block?.id), [onBlock, block?.id])

  return (
    <LessonContext.Provider value={scope}>
      <div className="lesson" ref={area} lang={i18n.language}>
        <LessonHead at={way.at} of={lesson.blocks.length} onLeave={props.onLeave} />
        {hasFailed && <Unkept />}
        <main className="lesson-main" tabIndex={-1} key={way.turn} data-block={block?.id}>
          {block ? (
            <BlockScreen block={block} onDone={() => way.done(block.id)} onSkip={way.skip} />
          ) : (
            <FinishScreen onAgain={way.again} onDone={props.onDone} />
          )}
        </main>
        {block && (
          <LessonFoot
            key={block.id}
            blockId={block.id}
            onBack={way.at > 0 ? way.back : undefined}
            onHelp={props.onHelp}
          />
        )}
      </div>
    </LessonContext.Provider>
  )
}

/** Where it goes on; a lesson that is done is taken from its beginning, or from what was left for later. */
function startAt(lesson: Lesson, progress: LessonProgress | undefined): number {
  const at = resumeAt(lesson, progress)
  return at >= lesson.blocks.length && progress?.doneAt !== undefined ? 0 : at
}

/** Where somebody is in the lesson, and what is written on the way. */
function useWay(
  { lesson, progress }: LessonPlayerProps,
  place: LessonScope['place'],
  note: LessonScope['note'],
) {
  const [at, setAt] = useState(() => startAt(lesson, progress))
  /** Another screen each time, also when the same block comes again. */
  const [turn, setTurn] = useState(0)
  const written = useRef({
    isOpened: false,
    isDone: progress?.doneAt !== undefined,
    blocks: new Set(progress?.doneBlocks),
  })
  const isAtEnd = at >= lesson.blocks.length

  useEffect(() => {
    if (written.current.isOpened) return
    written.current.isOpened = true
    note({ type: 'lesson.opened', body: place })
  }, [note, place])

  useEffect(() => {
    if (!isAtEnd || written.current.isDone) return
    written.current.isDone = true
    note({ type: 'lesson.done', body: place })
  }, [isAtEnd, note, place])

  const goTo = useCallback((next: number) => {
    setAt(next)
    setTurn((before) => before + 1)
  }, [])
  return {
    at,
    turn,
    back: useCallback(() => {
      if (at > 0 && !isAtEnd) goTo(at - 1)
    }, [at, isAtEnd, goTo]),
    again: () => goTo(0),
    skip: () => goTo(at + 1),
    done: (blockId: string) => {
      if (!written.current.blocks.has(blockId))
        note({ type: 'block.done', body: { ...place, blockId } })
      written.current.blocks.add(blockId)
      goTo(at + 1)
    },
  }
}
