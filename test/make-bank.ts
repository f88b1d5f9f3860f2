import { addBankAccount, statements } from '#modules/banking/index.ts'
import type { ChosenColumns } from '#modules/banking/shared.ts'
import { newId } from '#modules/kernel/ids.ts'
import type { MadeTenant } from './make.ts'

/** A bank account on 銀行存款 that had NT$20,000 at the end of October 2026. */
export async function makeBankAccount(
  shop: MadeTenant,
  more: Partial<Parameters<typeof addBankAccount>[1]> = {},
): Promise<string> {
  const { id } = await shop.run((tx) =>
    addBankAccount(tx, {
      id: newId(),
      name: '山海合作社',
      lastDigits: '12345',
      accountCode: '1102',
      openingOn: '2026-10-31',
      openingMinor: 20_000,
      ...more,
    }),
  )
  return id
}

/** Puts a file before somebody, and takes it in as it was guessed. */
export async function takeIn(
  shop: MadeTenant,
  bankAccountId: string,
  content: Buffer,
  more: { columns?: Partial<ChosenColumns>; isSure?: boolean } = {},
) {
  const fileId = newId()
  await shop.run((tx) =>
    statements.stageStatement(tx, { id: fileId, bankAccountId, fileName: '明細.csv', content }),
  )
  const { layout } = await shop.read((tx) =>
    statements.previewStatement(tx, { bankAccountId, fileId }),
  )
  const columns = { ...layout.columns, signs: layout.signs, ...more.columns }
  return shop.run((tx) =>
    statements.importStatement(tx, {
      bankAccountId,
      fileId,
      columns,
      isSure: more.isSure ?? false,
    }),
  )
}
