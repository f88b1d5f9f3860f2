import { useCallback, useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ScreenLanguage } from '#app/locales/languages.ts'
import { useDeviceSettings } from './device-settings.ts'
import { numberWords } from './number-words.ts'
import type { RecordedVoice, Sentence } from './recorded-voice.ts'
import { screenLanguage } from './texts.ts'

/** A little slower than people talk, for ears that are not young any more. */
const RATE = 0.85

let recorded: { tag: string; voice: RecordedVoice | undefined } | undefined

/**
 * Recordings in the person's own language, if somebody made some. Loaded when the voice is on, so
 * that the others need not carry it.
 */
async function prepare(tag: string) {
  if (recorded?.tag === tag) return
  const { openRecordedVoice } = await import('./recorded-voice.ts')
  recorded = { tag, voice: await openRecordedVoice(tag) }
}

export interface Voice {
  isOn: boolean
  /** One sentence after the other. */
  say(...sentences: Sentence[]): void
  /** Anything else in the screen's language, by the device's own voice. */
  read(text: string): void
  hush(): void
}

/**
 * Says total and change: with recorded voices where the language has them, else with the voice of
 * the device, in the screen's language.
 *
 * @param personTag the language the person chose, BCP 47; it may be one without screens.
 */
export function useVoice(personTag: string): Voice {
  const { t, i18n } = useTranslation('till')
  const { voice: isOn } = useDeviceSettings()
  const language = screenLanguage(i18n.language)
  useEffect(() => {
    if (isOn) prepare(personTag).catch(console.error)
  }, [isOn, personTag])
  const read = useCallback(
    (text: string) => {
      if (isOn) speak(text, language)
    },
    [isOn, language],
  )
  const say = useCallback(
    (...sentences: Sentence[]) => {
      if (!isOn) return
      const text = sentences.map((sentence) => textOf(sentence, t, language)).join(' ')
      sayAloud(sentences, text, language)
    },
    [isOn, language, t],
  )
  return useMemo(() => ({ isOn, say, read, hush }), [isOn, say, read])
}

type Translate = ReturnType<typeof useTranslation<'till'>>['t']

function textOf(sentence: Sentence, t: Translate, language: ScreenLanguage): string {
  if (sentence.kind === 'exact') return t('voice.exact')
  const { amountMinor: count } = sentence
  const words = numberWords(count, language)
  return sentence.kind === 'total'
    ? t('voice.total', { words, count })
    : t('voice.change', { words, count })
}

function sayAloud(sentences: readonly Sentence[], text: string, language: ScreenLanguage) {
  const voice = recorded?.voice
  if (!voice) return speak(text, language)
  const play = async () => {
    const { clipsOf } = await import('./recorded-voice.ts')
    const clips = sentences.map((sentence) => clipsOf(sentence, voice.manifest))
    const isWhole = clips.every((each) => each !== undefined)
    if (isWhole) await voice.play(clips.flatMap((each) => each ?? []))
    else speak(text, language)
  }
  hush()
  play().catch(() => speak(text, language))
}

/** Whether this browser can speak by itself. */
export const canSpeak = (): boolean => 'speechSynthesis' in window

function speak(text: string, language: ScreenLanguage) {
  if (!canSpeak()) return
  hush()
  const utterance = new SpeechSynthesisUtterance(text)
  utterance.lang = language
  utterance.rate = RATE
  speechSynthesis.speak(utterance)
}

function hush() {
  recorded?.voice?.stop()
  if (canSpeak()) speechSynthesis.cancel()
}
