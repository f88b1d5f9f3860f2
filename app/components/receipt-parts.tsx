/* biome-ignore-all lint/suspicious/noArrayIndexKey: rows of a paper may be equal, and never move. */
import { formatMinor, type ReceiptDocument } from '#modules/printing/shared.ts'
import { classes } from './classes.ts'
import { ReceiptBars } from './receipt-codes.tsx'

interface PartProps {
  document: ReceiptDocument
}

/** The parts of a report or statement. */
export function ReceiptSections({ document: { sections } }: PartProps) {
  return sections?.map((section, index) => (
    <section key={index} className="receipt-part">
      {section.title && <h3 className="receipt-section">{section.title}</h3>}
      {section.rows.map((row, at) => (
        <p
          key={at}
          className={classes(
            'receipt-pair',
            row.isStrong && 'receipt-strong',
            row.isPart && 'receipt-detail-row',
          )}
        >
          <span>{row.label}</span>
          <span className="receipt-figure">
            {row.amountMinor === undefined ? row.value : formatMinor(row.amountMinor)}
          </span>
        </p>
      ))}
    </section>
  ))
}

/** Who a certificate is for. */
export function ReceiptAward({ document: { award } }: PartProps) {
  if (!award) return null
  return (
    <section className="receipt-part receipt-award">
      <p>{award.lead}</p>
      <p className="receipt-shop">{award.name}</p>
      <p className="receipt-title">{award.text}</p>
    </section>
  )
}

/** When, and by whom and for whom. */
export function ReceiptWhen({ meta }: Pick<ReceiptDocument, 'meta'>) {
  return (
    <>
      <p>
        <time dateTime={meta.issuedAt}>{meta.issuedAtText}</time>
      </p>
      {meta.rows.map((row) => (
        <p key={row.label}>
          {row.label} {row.value}
        </p>
      ))}
    </>
  )
}

/** What has to be made, how many of it, and no prices. */
export function ReceiptTicket({ document: { title, meta, items, footer } }: PartProps) {
  return (
    <>
      <header className="receipt-heading">
        {meta.reprintMark && <p className="receipt-reprint">{meta.reprintMark}</p>}
        <p className="receipt-title">{title}</p>
        <p className="receipt-ticket-no">{meta.receiptNo}</p>
      </header>
      <ReceiptWhen meta={meta} />
      <ul className="receipt-part receipt-ticket">
        {items.map((item, index) => (
          <li key={index}>
            {isLong(item.quantity) ? (
              <span className="receipt-pair">
                <span>{item.name}</span> <b>{item.quantity}</b>
              </span>
            ) : (
              <>
                <b>{item.quantity}</b> <span>{item.name}</span>
              </>
            )}
            {item.detail && <span className="receipt-detail">{item.detail}</span>}
          </li>
        ))}
      </ul>
      <footer className="receipt-footer receipt-title">
        {footer.map((line, index) => (
          <p key={index}>{line}</p>
        ))}
      </footer>
    </>
  )
}

/** `1.5 斤`: as on the paper, what finds no room before the name stands behind it. */
const isLong = (quantity = '') => quantity.length > 3

/** Labels for the shelf, one below the other. */
export function ReceiptLabels({ labels }: { labels: NonNullable<ReceiptDocument['labels']> }) {
  return labels.map((label, index) => (
    <section key={index} className="receipt-label">
      <p className="receipt-title">{label.name}</p>
      <p className="receipt-ticket-no">{label.price}</p>
      <p>{[label.per, label.unitPrice].filter(Boolean).join('　')}</p>
      {label.bars && <ReceiptBars bars={label.bars} />}
    </section>
  ))
}

/** What a test page shows: samples of letters. Its ruler means nothing on a screen. */
export function ReceiptTestParts({ document: { glyphs, letters } }: PartProps) {
  if (!glyphs && !letters) return null
  return (
    <section className="receipt-part">
      {glyphs?.map(({ label, sample }) => (
        <p key={label} className="receipt-pair">
          <span>{label}</span>
          <span>{sample}</span>
        </p>
      ))}
      {letters && <p>{letters.caption}</p>}
      {letters?.lines.map(({ mark, text }) => (
        <p key={mark}>
          {mark} {text}
        </p>
      ))}
    </section>
  )
}
