import {
  type Bars,
  type Bitmap,
  bitmapRows,
  blackRuns,
  type Code,
  type PaperWidth,
} from '#modules/printing/shared.ts'

/** Rows of `0` and `1` as one path of an SVG picture, a unit a module. */
const pathOf = (rows: readonly string[], height = 1, inset = 0) =>
  rows
    .flatMap((row, y) =>
      blackRuns(row).map(
        ({ from, count }) => `M${from + inset} ${y + inset}h${count}v${height}h-${count}z`,
      ),
    )
    .join('')

/** A square code with its quiet zone. */
export function ReceiptCode({ modules, caption }: Code) {
  const size = modules.length + 8
  return (
    <figure className="receipt-code">
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={caption ?? 'QR'}>
        <path d={pathOf(modules, 1, 4)} fill="currentColor" shapeRendering="crispEdges" />
      </svg>
      {caption && <figcaption>{caption}</figcaption>}
    </figure>
  )
}

/** A linear barcode with the text that it stands for. */
export function ReceiptBars({ bars: { modules, text } }: { bars: Bars }) {
  const width = modules.length + 20
  return (
    <figure className="receipt-code receipt-bars">
      <svg viewBox={`0 0 ${width} 40`} role="img" aria-label={text ?? '|||'}>
        <path
          d={pathOf([modules], 40)}
          transform="translate(10 0)"
          fill="currentColor"
          shapeRendering="crispEdges"
        />
      </svg>
      {text && <figcaption aria-hidden="true">{text}</figcaption>}
    </figure>
  )
}

/** The shop's picture above its name, which says the same; as large as on the paper. */
export function ReceiptBitmap({ bitmap, widthDots }: { bitmap: Bitmap; widthDots: PaperWidth }) {
  const left = Math.round((widthDots - bitmap.widthDots) / 2)
  return (
    <svg
      className="receipt-logo"
      viewBox={`0 0 ${widthDots} ${bitmap.heightDots}`}
      aria-hidden="true"
    >
      <path
        d={pathOf(bitmapRows(bitmap))}
        transform={`translate(${left} 0)`}
        fill="currentColor"
        shapeRendering="crispEdges"
      />
    </svg>
  )
}
