/** How far a language's texts have come. Only people who speak it fill it: nothing is invented. */
export type LanguageStatus = 'complete' | 'empty'

export interface Language {
  /** BCP 47. */
  tag: string
  /** Its name in Traditional Chinese; a name in the language itself is shown once confirmed. */
  nameZh: string
  nameEn: string
  autonym?: string
  direction: 'ltr'
  /** What is shown, visibly and with its own `lang`, where a text is missing. */
  fallback: 'zh-TW'
  status: LanguageStatus
}

const empty = (tag: string, nameZh: string, nameEn: string): Language => ({
  tag,
  nameZh,
  nameEn,
  direction: 'ltr',
  fallback: 'zh-TW',
  status: 'empty',
})

/**
 * The languages of Taiwan's people. Codes: ISO 639-3; Seediq and Truku share `trv`. The sixteen
 * indigenous languages, Hakka, Taiwanese and the languages of newer residents wait for speakers.
 */
export const LANGUAGES: readonly Language[] = [
  {
    tag: 'zh-TW',
    nameZh: '中文（臺灣）',
    nameEn: 'Chinese (Taiwan)',
    autonym: '中文',
    direction: 'ltr',
    fallback: 'zh-TW',
    status: 'complete',
  },
  {
    tag: 'en',
    nameZh: '英文',
    nameEn: 'English',
    autonym: 'English',
    direction: 'ltr',
    fallback: 'zh-TW',
    status: 'complete',
  },
  empty('ami', '阿美語', 'Amis'),
  empty('tay', '泰雅語', 'Atayal'),
  empty('pwn', '排灣語', 'Paiwan'),
  empty('bnn', '布農語', 'Bunun'),
  empty('pyu', '卑南語', 'Puyuma'),
  empty('dru', '魯凱語', 'Rukai'),
  empty('tsu', '鄒語', 'Tsou'),
  empty('xsy', '賽夏語', 'Saisiyat'),
  empty('tao', '雅美語（達悟語）', 'Yami (Tao)'),
  empty('ssf', '邵語', 'Thao'),
  empty('ckv', '噶瑪蘭語', 'Kavalan'),
  empty('trv-x-truku', '太魯閣語', 'Truku'),
  empty('szy', '撒奇萊雅語', 'Sakizaya'),
  empty('trv', '賽德克語', 'Seediq'),
  empty('sxr', '拉阿魯哇語', "Hla'alua"),
  empty('xnb', '卡那卡那富語', 'Kanakanavu'),
  empty('hak-Hant-TW', '臺灣客語', 'Taiwanese Hakka'),
  empty('nan-Hant-TW', '臺灣台語', 'Taiwanese (Taigi)'),
  empty('vi', '越南語', 'Vietnamese'),
  empty('id', '印尼語', 'Indonesian'),
  empty('th', '泰語', 'Thai'),
]

/** The languages a person may choose for the screens today. */
export const SCREEN_LANGUAGES = ['zh-TW', 'en'] as const
export type ScreenLanguage = (typeof SCREEN_LANGUAGES)[number]

export const isScreenLanguage = (tag: string): tag is ScreenLanguage =>
  SCREEN_LANGUAGES.some((each) => each === tag)
