import { Link, useLoaderData } from '@remix-run/react'
import {
  ChevronRight,
  Grid3x3,
  KeyRound,
  type LucideIcon,
  Mail,
  Printer,
  ReceiptText,
  SlidersHorizontal,
  Store,
  Tablet,
  User,
  Users,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import '#app/components/account.css'
import { PageHeader } from '#app/components/page-header.tsx'
import { tenantLoader } from '#app/server/edge.server.ts'
import { may, type Permission } from '#modules/identity/shared.ts'

type CardName =
  | 'shop'
  | 'receipt'
  | 'people'
  | 'printers'
  | 'mail'
  | 'tills'
  | 'pin'
  | 'till-rules'
  | 'api'
  | 'me'

const CARDS: { name: CardName; needs: Permission; icon: LucideIcon; only?: 'shop' }[] = [
  { name: 'shop', needs: 'tenant.manage', icon: Store },
  { name: 'people', needs: 'people.manage', icon: Users },
  { name: 'receipt', needs: 'tenant.manage', icon: ReceiptText, only: 'shop' },
  { name: 'printers', needs: 'till.manage', icon: Printer, only: 'shop' },
  { name: 'mail', needs: 'till.manage', icon: Mail },
  { name: 'tills', needs: 'till.manage', icon: Tablet, only: 'shop' },
  { name: 'pin', needs: 'till.sell', icon: Grid3x3, only: 'shop' },
  { name: 'till-rules', needs: 'till.manage', icon: SlidersHorizontal, only: 'shop' },
  { name: 'api', needs: 'api.manage', icon: KeyRound, only: 'shop' },
  { name: 'me', needs: 'tenant.read', icon: User },
]

export const loader = tenantLoader('tenant.read', z.object({}), async (_tx, _input, edge) => {
  const { slug, kind, role } = edge.membership
  const names = CARDS.filter((card) => may(role, card.needs) && (card.only ?? kind) === kind).map(
    (card) => card.name,
  )
  return { slug, kind, names }
})

/** The doors of the settings, each with what is behind it. */
export default function Settings() {
  const { slug, kind, names } = useLoaderData<typeof loader>()
  const { t } = useTranslation('settings')
  return (
    <>
      <PageHeader title={t('title')} />
      <ul className="settings-cards">
        {CARDS.filter(({ name }) => names.includes(name)).map(({ name, icon: Icon }) => {
          const words =
            name === 'shop' ? kind : name === 'mail' && kind === 'centre' ? 'letters' : name
          return (
            <li key={name}>
              <Link
                to={name === 'me' ? '/me' : `/${slug}/settings/${name}`}
                className="settings-card"
              >
                <Icon aria-hidden="true" />
                <span>
                  <b>{t(`cards.${words}.title`)}</b>
                  <span className="muted">{t(`cards.${words}.text`)}</span>
                </span>
                <ChevronRight aria-hidden="true" />
              </Link>
            </li>
          )
        })}
      </ul>
    </>
  )
}
