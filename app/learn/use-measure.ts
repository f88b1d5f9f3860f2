import { useEffect, useMemo, useState } from 'react'
import { type CoursePack, courseDoneAt, type LearnPerson } from '#modules/learning/shared.ts'
import type { Desk, DeskState } from './desk.ts'
import { coursesFor, progressOf } from './learned.ts'
import { type ToMeasure, toMeasure } from './measured.ts'

/** The questions after a course, or of a month later, that somebody may answer from home now. */
export function useMeasure(desk: Desk, state: DeskState, person: LearnPerson) {
  const { snapshot, written, measured, packs } = state
  const [isMeasuring, setMeasuring] = useState(false)
  const [offer, setOffer] = useState<ToMeasure>()
  const done = useMemo(() => {
    const progress = progressOf(person, written)
    return coursesFor(snapshot.courses, person.language)
      .map((course) => ({ course, doneAt: courseDoneAt(course, progress) }))
      .filter(({ doneAt }) => doneAt !== undefined)
      .sort((a, b) => ((a.doneAt ?? '') < (b.doneAt ?? '') ? -1 : 1))
      .map(({ course }) => course)
  }, [snapshot.courses, person, written])
  // biome-ignore lint/correctness/useExhaustiveDependencies: when a course has come there may be more to ask.
  useEffect(() => {
    // What is asked stays as it is while somebody answers.
    if (isMeasuring) return
    let isOver = false
    const collect = async () => {
      const opened = await Promise.all(done.map((course) => desk.openPack(course)))
      const kept = opened.filter((pack): pack is CoursePack => pack !== undefined)
      const known = { progress: progressOf(person, written), measured }
      const [first] = kept.flatMap((pack) => toMeasure(pack, person, known, new Date()) ?? [])
      if (!isOver) setOffer(first)
    }
    collect().catch(console.error)
    return () => {
      isOver = true
    }
  }, [desk, done, person, written, measured, packs, isMeasuring])
  return {
    offer,
    isMeasuring,
    begin: () => setMeasuring(true),
    end: () => setMeasuring(false),
  }
}
