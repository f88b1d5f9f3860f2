import bwip from 'bwip-js/node'
import qr from 'qr-image'
import type { Bars, Code } from './shared.ts'

/** Code 128 holds printable ASCII; longer than this it does not fit the narrow paper. */
const CODE_128 = /^[\x20-\x7e]{1,20}$/

/**
 * The bars of a barcode: EAN-13 or EAN-8 where its check digit is right, otherwise Code 128.
 * Undefined for a text that no scanner would read from this paper.
 */
export function barcodeBars(text: string): Bars | undefined {
  const symbology = symbologyOf(text)
  if (!symbology) return undefined
  const [symbol] = bwip.raw(symbology, text, '')
  if (!symbol || !('sbs' in symbol)) return undefined
  const modules = symbol.sbs
    .map((width, index) => (index % 2 === 0 ? '1' : '0').repeat(width))
    .join('')
  // Some symbologies end with a space, which belongs to the white beside the bars.
  return { modules: modules.replace(/^0+|0+$/g, ''), text }
}

function symbologyOf(text: string): 'ean13' | 'ean8' | 'code128' | undefined {
  if (/^\d{13}$/.test(text) && hasCheckDigit(text)) return 'ean13'
  if (/^\d{8}$/.test(text) && hasCheckDigit(text)) return 'ean8'
  return CODE_128.test(text) ? 'code128' : undefined
}

/** Every digit counts 3 and 1 in turn, the last one 1, and the sum divides by 10 (GS1). */
function hasCheckDigit(digits: string): boolean {
  const sum = [...digits].reduce(
    (total, digit, index) => total + Number(digit) * ((digits.length - index) % 2 === 0 ? 3 : 1),
    0,
  )
  return sum % 10 === 0
}

/** A square code (QR, level M) of a text or link. */
export function qrCode(text: string): Pick<Code, 'modules'> {
  const modules = qr
    .matrix(text, 'M')
    .map((row) => [...row].map((module) => (module ? '1' : '0')).join(''))
  return { modules }
}
