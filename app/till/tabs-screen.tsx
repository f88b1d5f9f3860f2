import { ArrowLeft, UserPlus } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { FindField } from '#app/components/find-field.tsx'
import { Total } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { Segments } from '#app/components/segments.tsx'
import { NewCustomer } from './customer-dialog.tsx'
import { PersonTile } from './person-tile.tsx'
import { PaidTabDialog, TabPaymentDialog } from './tab-payment-dialog.tsx'
import { findCustomers, openTabs, TAB_ORDERS, type TabCustomer, type TabOrder } from './tabs.ts'
import { useKeys } from './use-keys.ts'
import type { Selling } from './use-selling.ts'
import { useTabPayments } from './use-tab-payments.ts'
import type { WorkingTill } from './working-till.ts'

/** More are found by typing a name. */
const MOST_SHOWN = 200

/** The people who owe something (賒帳), and their way to pay it. */
export function TabsScreen({ till, selling }: { till: WorkingTill; selling: Selling }) {
  const { t } = useTranslation('tabs')
  const { tabs, setView } = selling
  const [order, setOrder] = useState<TabOrder>('longest')
  const [query, setQuery] = useState('')
  const [paying, setPaying] = useState<TabCustomer>()
  const [isNew, setIsNew] = useState(false)
  const [seeing, setSeeing] = useState<{ customer: TabCustomer; prints: boolean }>()
  const payments = useTabPayments(till, selling)
  const { paid } = payments
  const seen = seeing && paid.get(seeing.customer.id)
  const settle = async (customer: TabCustomer) => {
    const isSettled = await payments.settle(customer)
    if (isSettled && payments.printsByBrowser) setSeeing({ customer, prints: true })
  }
  const find = useRef<HTMLInputElement>(null)
  const back = () => setView({ name: 'shelf' })
  useKeys({ Escape: back, '/': () => find.current?.focus(), F2: () => find.current?.focus() })
  const owing = useMemo(() => openTabs(tabs.customers, order), [tabs.customers, order])
  // Whoever has just paid keeps their place until one looks elsewhere, so that one sees it done.
  const shown = useMemo(() => {
    if (query.trim() !== '') return findCustomers(tabs.customers, query, MOST_SHOWN)
    const settled = tabs.customers.filter((each) => paid.has(each.id) && each.owesMinor <= 0)
    return [...settled, ...owing].slice(0, MOST_SHOWN)
  }, [query, tabs.customers, owing, paid])
  return (
    <main className="till-tabs">
      <div className="till-tabs-head">
        <Button size="key" icon={ArrowLeft} shortcut="Esc" onClick={back}>
          {t('screen.back')}
        </Button>
        <div>
          <h1>{t('title')}</h1>
          <p className="muted">{t('screen.count', { count: owing.length })}</p>
        </div>
        <Total
          inline
          label={t('total')}
          amountMinor={owing.reduce((sum, each) => sum + each.owesMinor, 0)}
          size="report"
        />
      </div>
      <div className="till-tabs-bar">
        <FindField
          ref={find}
          label={t('finder.find')}
          size="till"
          shortcut="/"
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <Segments
          joined
          label={t('order.label')}
          name="order"
          size="key"
          value={order}
          onChoose={setOrder}
          segments={TAB_ORDERS.map((value) => ({ value, label: t(`order.${value}`) }))}
        />
        <Button size="key" icon={UserPlus} onClick={() => setIsNew(true)}>
          {t('finder.new')}
        </Button>
      </div>
      {payments.hasFailed && !paying && (
        <Notice kind="wrong" title={t('payment.not_saved')} announce>
          {t('payment.not_saved_text')}
        </Notice>
      )}
      {shown.length === 0 && (
        <p role="status">{query.trim() === '' ? t('screen.none') : t('finder.none')}</p>
      )}
      <ul className="person-tiles">
        {shown.map((customer) => (
          <PersonTile
            key={customer.id}
            customer={customer}
            paid={paid.get(customer.id)}
            isBusy={payments.busyId === customer.id}
            selling={selling}
            onSettle={() => void settle(customer)}
            onPay={() => setPaying(customer)}
            onUndo={() => void payments.undo(customer)}
            onSee={() => setSeeing({ customer, prints: false })}
          />
        ))}
      </ul>
      {paying && (
        <TabPaymentDialog
          till={till}
          selling={selling}
          customer={tabs.find(paying.id) ?? paying}
          payments={payments}
          onClose={() => setPaying(undefined)}
        />
      )}
      {seeing && seen && (
        <PaidTabDialog
          till={till}
          selling={selling}
          name={seeing.customer.name || t('unnamed')}
          paid={seen}
          paper={payments.paperOf(seen, seeing.customer.name)}
          prints={seeing.prints}
          onClose={() => setSeeing(undefined)}
        />
      )}
      {isNew && (
        <NewCustomer
          till={till}
          selling={selling}
          name=""
          onClose={() => setIsNew(false)}
          onMade={({ name }) => {
            setIsNew(false)
            setQuery(name)
          }}
        />
      )}
    </main>
  )
}
