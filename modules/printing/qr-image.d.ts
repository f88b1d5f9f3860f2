/** The part of qr-image (a dependency of escpos, without types) that the tests draw codes with. */
declare module 'qr-image' {
  const qr: { matrix(text: string, level: 'L' | 'M' | 'Q' | 'H'): number[][] }
  export default qr
}
