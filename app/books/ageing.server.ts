import type { i18n } from 'i18next'
import { formatDay } from '#app/components/dates.ts'
import type { ScreenLanguage } from '#app/locales/languages.ts'
import { accountName } from '#app/reports/words.ts'
import { textsFor } from '#app/server/texts.ts'
import { getTrialBalance } from '#modules/bookkeeping/index.ts'
import { ACCOUNTS } from '#modules/bookkeeping/shared.ts'
import { listBillAges } from '#modules/buying/index.ts'
import { listTabAges } from '#modules/crm/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import type { AgeingQuery, AgeingSide } from './ageing-params.ts'

/** Somebody with what is owed, together and by age. */
export interface AgeingRow {
  id: string
  label: string
  /** Together, and then by age from the youngest on. */
  amounts: number[]
}

/** Who owes how much since when, in words, as screen, PDF and XLSX show it. */
export interface Ageing {
  title: string
  day: string
  today: string
  /** The day in words. */
  asOf: string
  columns: string[]
  /** Short enough to stand below a bar; one for each age. */
  marks: string[]
  rows: AgeingRow[]
  totals: number[]
  /** What stands on the account of the books on that day. */
  books: { code: string; name: string; amountMinor: number }
}

const AGES = {
  receivable: ['young', 'upTo60', 'upTo90', 'older'],
  payable: ['notDue', 'due30', 'due60', 'due90', 'dueLonger'],
} as const
const ACCOUNT = { receivable: ACCOUNTS.customerReceivable, payable: ACCOUNTS.payable } as const

/** Works out who owed how much at the end of a day, today unless told. */
export async function readAgeing(
  tx: Tx,
  { side, day: asked }: AgeingQuery,
  language: ScreenLanguage,
): Promise<Ageing> {
  const { t } = textsFor(language)
  const tenant = await tx
    .selectFrom('tenant')
    .select(['timeZone', 'calendar'])
    .executeTakeFirstOrThrow()
  const calendar = tenant.calendar === 'gregory' ? ('gregory' as const) : ('roc' as const)
  const today = dayIn(tenant.timeZone, new Date())
  const day = asked ?? today
  const rows = await readRows(tx, side, day, t)
  const width = AGES[side].length + 1
  return {
    title: t(`ledger:ageing.side.${side}`),
    day,
    today,
    asOf: t('ledger:ageing.asOf', { day: formatDay(day, { calendar, language }) }),
    columns: [
      t('ledger:ageing.together'),
      ...AGES[side].map((age) => t(`ledger:ageing.age.${age}`)),
    ],
    marks: AGES[side].map((age) => t(`ledger:ageing.mark.${age}`)),
    rows,
    totals: Array.from({ length: width }, (_, at) =>
      rows.reduce((sum, row) => sum + (row.amounts[at] ?? 0), 0),
    ),
    books: await readAccount(tx, side, day, language),
  }
}

async function readRows(tx: Tx, side: AgeingSide, day: string, t: i18n['t']): Promise<AgeingRow[]> {
  if (side === 'receivable') {
    return (await listTabAges(tx, day)).map(({ customerId, name, owesMinor, agesMinor }) => ({
      id: customerId,
      label: name ?? t('ledger:ageing.unnamed'),
      amounts: [owesMinor, ...agesMinor],
    }))
  }
  return (await listBillAges(tx, day)).map(({ supplierId, name, owedMinor, agesMinor }) => ({
    id: supplierId,
    label: name,
    amounts: [owedMinor, ...agesMinor],
  }))
}

/** What one owes stands on the credit side. */
async function readAccount(tx: Tx, side: AgeingSide, day: string, language: ScreenLanguage) {
  const { code } = ACCOUNT[side]
  const { accounts } = await getTrialBalance(tx, day)
  const account = accounts.find((each) => each.code === code)
  const balanceMinor = account?.balanceMinor ?? 0
  return {
    code,
    name: account ? accountName(account, language) : code,
    amountMinor: side === 'receivable' ? balanceMinor : 0 - balanceMinor,
  }
}
