import './customer-screen.css'
import { useTranslation } from 'react-i18next'
import { ChangeDrawn } from '#app/components/change-drawn.tsx'
import { formatAmount, formatMoney, Money, Total } from '#app/components/money.tsx'
import type { CustomerView } from '#modules/pos/shared.ts'
import { receiptTip } from '#modules/printing/shared.ts'

export interface CustomerScreenProps {
  view: CustomerView
}

/** What the customer sees: the goods, the total, the change, and a tip. Nothing to press. */
export function CustomerScreen({ view }: CustomerScreenProps) {
  const { t } = useTranslation('customer')
  return (
    <main className={`customer customer-${view.kind}`}>
      <header className="customer-head">
        <h1>{view.shop}</h1>
        {view.kind === 'cart' && <p>{t('items', { n: view.lineCount })}</p>}
      </header>
      {view.kind === 'idle' && <Idle view={view} />}
      {view.kind === 'cart' && <Goods view={view} />}
      {view.kind === 'pay' && <Pay view={view} />}
      {view.kind === 'thanks' && <Thanks view={view} />}
    </main>
  )
}

function Idle({ view }: CustomerScreenProps) {
  const { t } = useTranslation('customer')
  return (
    <div className="customer-middle">
      <p className="customer-welcome">{t('welcome')}</p>
      <Tip view={view} />
    </div>
  )
}

function Goods({ view }: CustomerScreenProps) {
  const { t } = useTranslation('customer')
  const hidden = view.lineCount - view.lines.length
  return (
    <>
      <div className="customer-lines">
        {hidden > 0 && <p className="customer-hidden">{t('above', { n: hidden })}</p>}
        <ul>
          {view.lines.map((line, index) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name but its place.
              key={index}
              className={
                index === view.lines.length - 1 ? 'customer-line is-last' : 'customer-line'
              }
            >
              <span className="customer-line-name">
                {view.language === 'zh-TW' ? (
                  <b>{line.name}</b>
                ) : (
                  <b lang="zh-Hant-TW">{line.name}</b>
                )}
                {line.quantity !== '' && <span> × {line.quantity}</span>}
              </span>
              <Money amountMinor={line.amountMinor} bare />
            </li>
          ))}
        </ul>
      </div>
      <div className="customer-total">
        <Total label={t('total')} amountMinor={view.totalMinor} size="change" live />
      </div>
    </>
  )
}

function Pay({ view }: CustomerScreenProps) {
  const { t } = useTranslation('customer')
  const { receivedMinor, changeMinor } = view
  if (receivedMinor === null || changeMinor === null) {
    return (
      <div className="customer-middle customer-total">
        <Total label={t('total')} amountMinor={view.totalMinor} size="change" live />
      </div>
    )
  }
  return (
    <>
      <Total label={t('total')} amountMinor={view.totalMinor} size="report" />
      <p className="customer-received">
        {t('received')} <b>{formatMoney(receivedMinor)}</b>
      </p>
      <Change changeMinor={changeMinor} />
    </>
  )
}

function Thanks({ view }: CustomerScreenProps) {
  const { t } = useTranslation('customer')
  return (
    <>
      {view.changeMinor !== null && view.changeMinor > 0 ? (
        <Change changeMinor={view.changeMinor} />
      ) : (
        <div className="customer-middle">
          <Total label={t('paid')} amountMinor={view.totalMinor} size="day" />
        </div>
      )}
      <p className="customer-thanks">{t('thanks')}</p>
      <Tip view={view} />
    </>
  )
}

function Change({ changeMinor }: { changeMinor: number }) {
  const { t } = useTranslation('customer')
  return (
    <div className="customer-change">
      <ChangeDrawn
        changeMinor={changeMinor}
        label={t('change')}
        exactLabel={t('no_change')}
        shortLabel={(missing) => t('short', { amount: formatMoney(missing) })}
        countLabel={(value, n) => t('count', { value: formatAmount(value), n })}
      />
    </div>
  )
}

/** One of the tips that receipts carry. */
function Tip({ view }: CustomerScreenProps) {
  const { t } = useTranslation('receipt')
  if (!view.showsTip) return null
  const tip = receiptTip(view.tipSeed, (key) =>
    // A tip's key is put together from its id; the check of the texts knows of it.
    t(key as 'tip.title'),
  )
  return (
    <aside className="customer-tip">
      <h2>{tip.title}</h2>
      {tip.lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two lines that never change places.
        <p key={index}>
          {line.map((part) => (part.isStrong ? <b key={part.text}>{part.text}</b> : part.text))}
        </p>
      ))}
    </aside>
  )
}
