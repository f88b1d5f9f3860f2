import '#app/components/account.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { Archive, Undo2 } from 'lucide-react'
import { z } from 'zod'
import { BooksHeader } from '#app/books/books-header.tsx'
import { useLedgerText } from '#app/books/ledger-text.ts'
import { Button } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Checkbox, RadioGroup } from '#app/components/choices.tsx'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { accountName } from '#app/reports/words.ts'
import { type Edge, tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { accounts } from '#modules/bookkeeping/index.ts'
import { AccountForm, type AccountKind } from '#modules/bookkeeping/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { DomainError } from '#modules/kernel/errors.ts'

/** The page of an account that is not there yet. */
const NEW = 'new'

const Params = z.object({ code: z.string().max(8) })

export const loader = tenantLoader('books.read', Params, async (tx, { code }, edge) => {
  const all = await accounts.listAccounts(tx)
  const account = all.find((each) => each.code === code)
  if (!account && code !== NEW) throw new DomainError('bookkeeping.unknown_account', 'missing')
  return {
    account: account ?? null,
    title: textsFor(languageOf(edge.request)).t('ledger:accounts.title'),
  }
})

async function change(tx: Tx, form: AccountForm) {
  if (form.intent === 'archive') return accounts.archiveAccount(tx, form)
  if (form.intent === 'restore') return accounts.restoreAccount(tx, form)
  const { kind, name, nameEn, holdsMoney } = form
  const isNew = form.code === NEW
  const code = isNew ? (form.newCode ?? '') : form.code
  const input = { code, kind, name, nameEn, holdsMoney: holdsMoney === 'on' && kind === 'asset' }
  return accounts.saveAccount(tx, input, { isNew })
}

/** Back to the list after it is saved. */
const toList = (_value: unknown, { membership }: Edge) =>
  `/${membership.slug}/books/settings/accounts`

export const action = tenantAction('books.write', AccountForm, change, toList)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.account?.code ?? ''} ${data?.title ?? ''} · Tillage 耕舖` },
]

const FIELD_OF_CODE = {
  'bookkeeping.account_taken': 'newCode',
  'bookkeeping.code_of_other_kind': 'newCode',
}
const KINDS: readonly AccountKind[] = ['asset', 'liability', 'equity', 'income', 'expense']

/** One account: its names, and whether it is put away. */
export default function AccountPage() {
  const { account } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t, language } = useLedgerText()
  const answer = useActionData<typeof action>()
  const isBusy = useNavigation().state === 'submitting'
  const errors = useFormErrors(answer, ['newCode', 'name', 'nameEn'], FIELD_OF_CODE)
  return (
    <>
      <BooksHeader
        title={
          account ? `${account.code} ${accountName(account, language)}` : t('accounts.newTitle')
        }
        back={{ to: `/${slug}/books/settings/accounts`, label: t('accounts.back') }}
      />
      <div className="stack settings-column">
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        {account?.isArchived && (
          <Notice kind="waiting" icon={Archive} title={t('accounts.isArchived')} />
        )}
        <Card>
          <Form method="post" className="stack">
            <input type="hidden" name="intent" value="save" />
            {account ? (
              <input type="hidden" name="kind" value={account.kind} />
            ) : (
              <>
                <RadioGroup
                  legend={t('accounts.kindLabel')}
                  name="kind"
                  defaultValue="expense"
                  options={KINDS.map((kind) => ({
                    value: kind,
                    label: t(`accounts.kind.${kind}`),
                    hint: t(`accounts.kindHint.${kind}`),
                  }))}
                />
                <Field
                  label={t('accounts.code')}
                  hint={t('accounts.codeHint')}
                  name="newCode"
                  required
                  inputMode="numeric"
                  pattern="\d{4,8}"
                  autoComplete="off"
                  error={errors.field('newCode')}
                />
              </>
            )}
            <Field
              label={t('accounts.nameZh')}
              name="name"
              defaultValue={account?.name}
              required
              maxLength={60}
              autoComplete="off"
              error={errors.field('name')}
            />
            <Field
              label={t('accounts.nameEn')}
              optional={t('optional')}
              name="nameEn"
              defaultValue={account?.names.en}
              maxLength={60}
              autoComplete="off"
              error={errors.field('nameEn')}
            />
            {(!account || account.kind === 'asset') && (
              <Checkbox
                label={t('accounts.holdsMoney')}
                hint={t('accounts.holdsMoneyHint')}
                name="holdsMoney"
                value="on"
                defaultChecked={account?.holdsMoney}
              />
            )}
            <Button type="submit" kind="primary" size="key" wide busy={isBusy}>
              {t('save')}
            </Button>
          </Form>
        </Card>
        {account && !account.isStandard && <PutAway isArchived={account.isArchived} />}
      </div>
    </>
  )
}

function PutAway({ isArchived }: { isArchived: boolean }) {
  const { t } = useLedgerText()
  return (
    <Card>
      <Form method="post" className="stack">
        <input type="hidden" name="intent" value={isArchived ? 'restore' : 'archive'} />
        <p>{t(isArchived ? 'accounts.restoreText' : 'accounts.archiveText')}</p>
        <div>
          <Button
            type="submit"
            icon={isArchived ? Undo2 : Archive}
            kind={isArchived ? 'outline' : 'danger'}
          >
            {t(isArchived ? 'accounts.restore' : 'accounts.archive')}
          </Button>
        </div>
      </Form>
    </Card>
  )
}
