import { deviceSettings } from './device-settings.ts'

/** Found: one short high tone and a short tremble. Not found: two low ones. Hertz and milliseconds. */
const SIGNALS = {
  found: { hertz: 1320, tones: 1, vibrates: [40] },
  missing: { hertz: 330, tones: 2, vibrates: [120, 80, 120] },
} as const
const TONE_S = 0.09
const PAUSE_S = 0.07
const VOLUME = 0.25

let context: AudioContext | undefined

/** Tells ear and hand whether a scan was found, as far as this device is asked to and able to. */
export function signalScan(kind: keyof typeof SIGNALS): void {
  const { sound, vibration } = deviceSettings()
  const signal = SIGNALS[kind]
  if (vibration && 'vibrate' in navigator) navigator.vibrate([...signal.vibrates])
  if (!sound || typeof AudioContext === 'undefined') return
  try {
    // A browser lets a page sound only after a first press; before that it is silent, and no error.
    context ??= new AudioContext()
    void context.resume().catch(() => undefined)
    for (let at = 0; at < signal.tones; at += 1) {
      tone(context, signal.hertz, context.currentTime + at * (TONE_S + PAUSE_S))
    }
  } catch (cause) {
    console.error(cause)
  }
}

function tone(audio: AudioContext, hertz: number, startS: number) {
  const oscillator = audio.createOscillator()
  const gain = audio.createGain()
  oscillator.frequency.value = hertz
  // Without a short rise and fall a tone clicks.
  gain.gain.setValueAtTime(0, startS)
  gain.gain.linearRampToValueAtTime(VOLUME, startS + 0.01)
  gain.gain.setValueAtTime(VOLUME, startS + TONE_S - 0.02)
  gain.gain.linearRampToValueAtTime(0, startS + TONE_S)
  oscillator.connect(gain).connect(audio.destination)
  oscillator.start(startS)
  oscillator.stop(startS + TONE_S)
}
