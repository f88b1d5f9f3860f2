import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { asSpoken } from './lesson-words.ts'

/** A little slower than people talk, for ears that are not young any more. */
const RATE = 0.85

export interface Voice {
  /** The device has a voice for the course's language. */
  canRead: boolean
  /** What is being said now. */
  sayingId: string | undefined
  /** Says it, or plays its recording; a second time ends it. One thing speaks at a time. */
  toggle(id: string, text: string, recording?: string): void
  say(id: string, text: string, recording?: string): void
  hush(): void
}

/** Reads aloud in the course's language: a recording where there is one, else the device's own voice. */
export function useVoice(language: string): Voice {
  const own = useOwnVoice(language)
  const [sayingId, setSayingId] = useState<string>()
  const audio = useRef<HTMLAudioElement>()
  const turn = useRef(0)

  const hush = useCallback(() => {
    turn.current += 1
    audio.current?.pause()
    if (hasSpeech()) speechSynthesis.cancel()
    setSayingId(undefined)
  }, [])

  const say = useCallback(
    (id: string, text: string, recording?: string) => {
      hush()
      const mine = turn.current
      const isOver = () => {
        if (turn.current === mine) setSayingId(undefined)
      }
      const speak = () => {
        if (turn.current !== mine) return
        if (own) speakWith(own, text, isOver)
        else isOver()
      }
      if (recording === undefined && !own) return
      setSayingId(id)
      if (recording === undefined) return speak()
      audio.current = new Audio(recording)
      audio.current.addEventListener('ended', isOver)
      audio.current.play().catch(speak)
    },
    [hush, own],
  )

  useEffect(() => hush, [hush])
  return useMemo(
    () => ({
      canRead: own !== undefined,
      sayingId,
      say,
      hush,
      toggle: (id, text, recording) => (id === sayingId ? hush() : say(id, text, recording)),
    }),
    [own, sayingId, say, hush],
  )
}

const hasSpeech = (): boolean => typeof speechSynthesis !== 'undefined'

function speakWith(voice: SpeechSynthesisVoice, text: string, onOver: () => void) {
  const utterance = new SpeechSynthesisUtterance(asSpoken(text))
  utterance.voice = voice
  utterance.lang = voice.lang
  utterance.rate = RATE
  utterance.onend = onOver
  utterance.onerror = onOver
  speechSynthesis.speak(utterance)
}

/** Voices come a moment after the page in most browsers. */
function useOwnVoice(language: string): SpeechSynthesisVoice | undefined {
  const [own, setOwn] = useState<SpeechSynthesisVoice>()
  useEffect(() => {
    if (!hasSpeech()) return
    const find = () => setOwn(bestVoice(speechSynthesis.getVoices(), language))
    find()
    speechSynthesis.addEventListener?.('voiceschanged', find)
    return () => speechSynthesis.removeEventListener?.('voiceschanged', find)
  }, [language])
  return own
}

/**
 * The voice to read a language with: of the same place first, one on the device before one that
 * needs a network. Cantonese (zh-HK) is another language for the ear.
 */
export function bestVoice<Each extends { lang: string; localService: boolean }>(
  voices: readonly Each[],
  language: string,
): Each | undefined {
  const tagOf = ({ lang }: Each) => lang.replace('_', '-').replace(/^cmn/i, 'zh').toLowerCase()
  const wanted = language.toLowerCase()
  const base = wanted.split('-')[0] ?? wanted
  const fits = voices.filter((each) => {
    const tag = tagOf(each)
    return (tag === base || tag.startsWith(`${base}-`)) && !/-hk|^yue/.test(tag)
  })
  const score = (each: Each) => {
    const tag = tagOf(each)
    const isNear = tag === wanted || (wanted === 'zh-tw' && /hant|-tw/.test(tag))
    return (isNear ? 2 : 0) + (each.localService ? 1 : 0)
  }
  return [...fits].sort((a, b) => score(b) - score(a))[0]
}
