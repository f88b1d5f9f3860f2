import {
  formatMinor,
  formatMoney,
  type PaperWidth,
  type ReceiptDocument,
} from '#modules/printing/shared.ts'
import { classes } from './classes.ts'
import { ReceiptBars, ReceiptBitmap, ReceiptCode } from './receipt-codes.tsx'
import {
  ReceiptAward,
  ReceiptLabels,
  ReceiptSections,
  ReceiptTestParts,
  ReceiptTicket,
  ReceiptWhen,
} from './receipt-parts.tsx'

export interface ReceiptViewProps {
  document: ReceiptDocument
  /** The paper to look like: 384 dots is 58 mm, 576 is 80 mm. */
  widthDots?: PaperWidth | undefined
}

/**
 * A receipt on the screen, and on paper by the browser's own print dialogue: while one is in the
 * page, printing prints the receipt and nothing else. What it says is what a receipt printer prints.
 */
export function ReceiptView({ document, widthDots = 384 }: ReceiptViewProps) {
  return (
    <article
      className={classes('receipt-view', widthDots === 576 && 'receipt-view-80')}
      lang={document.language}
    >
      {document.kind === 'label' ? (
        <ReceiptLabels labels={document.labels ?? []} />
      ) : document.kind === 'order_ticket' ? (
        <ReceiptTicket document={document} />
      ) : (
        <Paper document={document} widthDots={widthDots} />
      )}
    </article>
  )
}

function Paper({ document, widthDots }: { document: ReceiptDocument; widthDots: PaperWidth }) {
  const { heading, totals, payments, change, tip, logo, bars } = document
  return (
    <>
      {logo && <ReceiptBitmap bitmap={logo} widthDots={widthDots} />}
      <header className="receipt-heading">
        <p className="receipt-shop">{heading.shopName}</p>
        {heading.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </header>
      <ReceiptMeta document={document} />
      <ReceiptAward document={document} />
      <ReceiptItems document={document} />
      <ReceiptSections document={document} />
      {totals && (
        <p className="receipt-pair receipt-total">
          <span>{totals.label}</span>
          <span className="receipt-figure">{formatMoney(totals.totalMinor)}</span>
        </p>
      )}
      {[...(totals?.taxLines ?? []), ...payments].map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two payments may be equal, and rows never move.
        <Pair key={index} {...row} />
      ))}
      {change && <Pair {...change} isStrong />}
      <ReceiptTestParts document={document} />
      {document.codes.map((code) => (
        <ReceiptCode key={code.modules.join('')} {...code} />
      ))}
      {bars && <ReceiptBars bars={bars} />}
      {tip && <ReceiptTip tip={tip} />}
      <footer className="receipt-footer">
        {document.footer.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be equal, and lines never move.
          <p key={index}>{line}</p>
        ))}
      </footer>
    </>
  )
}

function ReceiptMeta({ document: { title, meta } }: { document: ReceiptDocument }) {
  return (
    <section className="receipt-part">
      {meta.reprintMark && <p className="receipt-reprint">{meta.reprintMark}</p>}
      <p className="receipt-pair">
        <strong className="receipt-title">{title}</strong>
        <span>{meta.receiptNo}</span>
      </p>
      <ReceiptWhen meta={meta} />
    </section>
  )
}

function ReceiptItems({ document }: { document: ReceiptDocument }) {
  const { items, adjustments, title } = document
  if (items.length === 0 && adjustments.length === 0) return null
  return (
    <table className="receipt-items" aria-label={title}>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same goods may stand twice, and rows never move.
        <tbody key={index}>
          <tr>
            <th scope="row">
              {item.name}
              {item.detail && <span className="receipt-detail">{item.detail}</span>}
            </th>
            {item.amountMinor !== undefined && <td>{formatMinor(item.amountMinor)}</td>}
          </tr>
          {item.discount && (
            <tr>
              <th scope="row">
                <span className="receipt-detail">{item.discount.label}</span>
              </th>
              <td>{formatMinor(item.discount.amountMinor)}</td>
            </tr>
          )}
        </tbody>
      ))}
      {adjustments.length > 0 && (
        <tbody className="receipt-adjustments">
          {adjustments.map((row) => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              <td>{formatMinor(row.amountMinor)}</td>
            </tr>
          ))}
        </tbody>
      )}
    </table>
  )
}

function Pair(props: { label: string; amountMinor: number; isStrong?: boolean }) {
  return (
    <p className={classes('receipt-pair', props.isStrong && 'receipt-strong')}>
      <span>{props.label}</span>
      <span className="receipt-figure">{formatMinor(props.amountMinor)}</span>
    </p>
  )
}

function ReceiptTip({ tip }: { tip: NonNullable<ReceiptDocument['tip']> }) {
  return (
    <aside className="receipt-tip">
      <p className="receipt-tip-title">
        <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
          <path
            d="M12 1.5Q16 4 21.5 4V12Q20.5 19.5 12 22.5 3.5 19.5 2.5 12V4Q8 4 12 1.5zM12 7.5v5M12 16v.5"
            fill="none"
            stroke="currentColor"
            strokeWidth="2"
            strokeLinecap="round"
          />
        </svg>
        {tip.title}
      </p>
      {tip.lines.map((line) => (
        <p key={line.map(({ text }) => text).join('')}>
          {line.map(({ text, isStrong }) => (isStrong ? <strong key={text}>{text}</strong> : text))}
        </p>
      ))}
    </aside>
  )
}
