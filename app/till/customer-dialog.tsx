import { UserPlus, UserX } from 'lucide-react'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Dialog } from '#app/components/dialog.tsx'
import { Field } from '#app/components/field.tsx'
import { FindField } from '#app/components/find-field.tsx'
import { newId } from '#modules/kernel/shared.ts'
import { recordCustomer } from './tab-payment.ts'
import { useOwesWords } from './tab-words.ts'
import { findCustomers, isPhoneLike, type TabCustomer } from './tabs.ts'
import type { Selling } from './use-selling.ts'
import type { WorkingTill } from './working-till.ts'

const MOST_LETTERS = 120
const MOST_DIGITS = 40
/** More are found by typing more. */
const MOST_SHOWN = 30

export interface CustomerDialogProps {
  till: WorkingTill
  selling: Selling
  onClose: () => void
}

/** Whose sale this is: somebody the shop knows, somebody new, or only a name. */
export function CustomerDialog({ till, selling, onClose }: CustomerDialogProps) {
  const { t } = useTranslation('tabs')
  const { cart, change, tabs } = selling
  const [query, setQuery] = useState('')
  const [isNew, setIsNew] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const choose = (customerName: string | undefined, customerId?: string) => {
    change({ type: 'name_customer', customerName, customerId })
    onClose()
  }
  const found = findCustomers(tabs.customers, query, MOST_SHOWN)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const [only] = found
    if (only && found.length === 1) choose(only.name || t('unnamed'), only.id)
    else if (found.length === 0 && query.trim() !== '') setIsNew(true)
  }
  if (isNew) {
    return (
      <NewCustomer
        till={till}
        selling={selling}
        name={isPhoneLike(query) ? '' : query.trim()}
        phone={isPhoneLike(query) ? query.trim() : ''}
        onClose={() => setIsNew(false)}
        onMade={(customer) => choose(customer.name, customer.id)}
      />
    )
  }
  return (
    <Dialog
      open
      onClose={onClose}
      closeLabel={t('cancel')}
      title={t('finder.title')}
      initialFocus={field}
      wide
    >
      <form onSubmit={submit}>
        <FindField
          ref={field}
          label={t('finder.find')}
          size="till"
          value={query}
          maxLength={MOST_LETTERS}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      </form>
      <div className="tab-finder-actions">
        <Button
          kind={found.length === 0 ? 'primary' : 'plain'}
          size="key"
          icon={UserPlus}
          onClick={() => setIsNew(true)}
        >
          {t('finder.new')}
        </Button>
        {query.trim() !== '' && (
          <Button size="key" onClick={() => choose(query)}>
            {t('finder.only_name', { name: query.trim() })}
          </Button>
        )}
        {cart.customerName && (
          <Button size="key" icon={UserX} onClick={() => choose(undefined)}>
            {t('finder.nobody')}
          </Button>
        )}
      </div>
      <ul className="tab-finder" aria-label={t('finder.found')}>
        {found.map((customer) => (
          <li key={customer.id}>
            <FoundCustomer
              customer={customer}
              onChoose={() => choose(customer.name || t('unnamed'), customer.id)}
            />
          </li>
        ))}
      </ul>
      {found.length === 0 && (
        <p role="status">{query.trim() === '' ? t('finder.none_yet') : t('finder.none')}</p>
      )}
      {found.length === MOST_SHOWN && <p className="muted">{t('finder.more')}</p>}
    </Dialog>
  )
}

function FoundCustomer({ customer, onChoose }: { customer: TabCustomer; onChoose: () => void }) {
  const { t } = useTranslation('tabs')
  const owesWords = useOwesWords()
  return (
    <Button size="key" wide className="tab-finder-row" onClick={onChoose}>
      <span className="tab-finder-name">
        {customer.name || t('unnamed')}
        {customer.phoneEnd && (
          <span className="muted">　{t('phone_end', { end: customer.phoneEnd })}</span>
        )}
      </span>
      <span className="tab-finder-owes">{owesWords(customer)}</span>
    </Button>
  )
}

export interface NewCustomerProps {
  till: WorkingTill
  selling: Selling
  name: string
  phone?: string
  onClose: () => void
  onMade: (customer: { id: string; name: string }) => void
}

/** A name, and a phone if they like. It is on the disk before it is used. */
export function NewCustomer(props: NewCustomerProps) {
  const { till, selling, onClose, onMade } = props
  const { t } = useTranslation('tabs')
  const [name, setName] = useState(props.name)
  const [phone, setPhone] = useState(props.phone ?? '')
  const [problem, setProblem] = useState<'name' | 'not_saved'>()
  const [customerId] = useState(newId)
  const field = useRef<HTMLInputElement>(null)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return setProblem('name')
    const met = { customerId, name, phone, at: new Date(), cashierId: selling.snapshot.person.id }
    const committed = await till.commit((facts) => recordCustomer(facts, met))
    if (committed.kind === 'saved') selling.tabs.note(committed.events)
    if (committed.kind === 'saved' || committed.kind === 'known') {
      onMade({ id: customerId, name: name.trim() })
    } else setProblem('not_saved')
  }
  return (
    <Dialog
      open
      onClose={onClose}
      closeLabel={t('cancel')}
      title={t('new.title')}
      initialFocus={field}
    >
      <form className="stack" onSubmit={(event) => void save(event)}>
        <Field
          ref={field}
          label={t('new.name')}
          hint={t('new.name_hint')}
          error={problem && t(`new.problem_${problem}`)}
          value={name}
          maxLength={MOST_LETTERS}
          autoComplete="off"
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Field
          label={t('new.phone')}
          optional={t('optional')}
          value={phone}
          type="tel"
          maxLength={MOST_DIGITS}
          autoComplete="off"
          onChange={(event) => setPhone(event.currentTarget.value)}
        />
        <div className="till-dialog-actions">
          <Button type="submit" kind="primary" size="key" wide shortcut="Enter">
            {t('new.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
