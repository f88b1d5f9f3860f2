import type { Option } from '#app/components/select.tsx'
import { accountName } from '#app/reports/words.ts'

interface OptionAccount {
  code: string
  name: string
  names: Record<string, string>
  kind: string
  holdsMoney: boolean
}

/** The likeliest kinds first: what money goes out for, or comes in for. */
const ORDER = {
  out: ['expense', 'liability', 'money', 'asset', 'equity', 'income'],
  in: ['income', 'asset', 'money', 'liability', 'equity', 'expense'],
}

/** What a line can be, the likeliest first, in the reader's language. */
export function accountOptions(
  accounts: readonly OptionAccount[],
  direction: 'in' | 'out',
  language: string,
  moved: (name: string) => string,
): Option[] {
  const kindOf = (account: OptionAccount) => (account.holdsMoney ? 'money' : account.kind)
  return ORDER[direction].flatMap((kind) =>
    accounts
      .filter((account) => kindOf(account) === kind)
      .map((account) => {
        const name = accountName(account, language)
        return { value: account.code, label: kind === 'money' ? moved(name) : name }
      }),
  )
}
