import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Dialog } from '#app/components/dialog.tsx'
import { formatMoney } from '#app/components/money.tsx'
import { priceItems } from './cart.ts'
import { heldName, type Selling } from './use-selling.ts'

/** The sales that wait, by customer or by time. */
export function HeldDialog({ selling, onClose }: { selling: Selling; onClose: () => void }) {
  const { t } = useTranslation('till')
  const { cart, held, snapshot, swap, setView } = selling
  return (
    <Dialog open onClose={onClose} closeLabel={t('close')} title={t('held.title')}>
      {held.length === 0 && <p>{t('held.none')}</p>}
      {held.length > 0 && cart.items.length > 0 && <p>{t('held.parks_current')}</p>}
      <ul className="till-rows">
        {held.map((each) => (
          <li key={each.saleId} className="till-row">
            <span className="till-row-words">
              <b>{heldName(each, t, snapshot.tenant.timeZone)}</b>
              <span className="muted">
                {t('held.summary', {
                  n: each.items.length,
                  total: formatMoney(priceItems(each, snapshot).totalMinor),
                })}
              </span>
            </span>
            <Button
              size="key"
              onClick={() => {
                swap(each)
                setView({ name: 'shelf' })
                onClose()
              }}
            >
              {t('held.recall')}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
