import type { ReceiptDocument } from './shared-document.ts'

/**
 * The scam tips a receipt may carry, by their key below `receipt:tip`. Ids are append-only.
 * 165 is the police's anti-fraud line and 110 the police (165.npa.gov.tw).
 */
const TIP_IDS = ['gift_cards', 'police_call', 'sure_profit', 'already_paid'] as const

/** The tip of one sale: always the same one, so that a reprint does not differ from its original. */
export function receiptTip(
  saleId: string,
  t: (key: string) => string,
): NonNullable<ReceiptDocument['tip']> {
  const sum = [...saleId].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0)
  const id = TIP_IDS[sum % TIP_IDS.length] ?? TIP_IDS[0]
  return {
    title: t('receipt:tip.title'),
    lines: [tipLine(t(`receipt:tip.${id}.ask`)), tipLine(t(`receipt:tip.${id}.act`))],
  }
}

/** Splits a catalogue text at its `<strong>` marks. */
function tipLine(text: string) {
  return text
    .split(/<strong>(.*?)<\/strong>/)
    .map((stretch, index) => ({ text: stretch, isStrong: index % 2 === 1 }))
    .filter((stretch) => stretch.text !== '')
}
