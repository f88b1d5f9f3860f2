/** The part of qr-image (without types of its own) that draws no picture. */
declare module 'qr-image/lib/qr-base.js' {
  export function QR(text: string, level: 'L' | 'M' | 'Q' | 'H'): number[][]
}
