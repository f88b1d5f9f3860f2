import './qr-code.css'

export interface QrCodeProps {
  /** What it opens, to screen readers. */
  label: string
  /** The squares row by row: `1` is dark. */
  squares: readonly string[]
}

/** A QR code, always dark on white, with the quiet edge that cameras need. */
export function QrCode({ label, squares }: QrCodeProps) {
  const edge = 4
  const size = squares.length + 2 * edge
  const path = squares
    .flatMap((row, y) =>
      [...row].map((square, x) => (square === '1' ? `M${x + edge} ${y + edge}h1v1h-1z` : '')),
    )
    .join('')
  return (
    <svg className="qr-code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect className="qr-ground" width={size} height={size} />
      <path className="qr-squares" d={path} />
    </svg>
  )
}
