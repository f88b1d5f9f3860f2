import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { decodeStatement } from './decode-statement.ts'
import {
  fileEmpty,
  fileGone,
  fileNeedsYes,
  importMatched,
  importUndone,
  nothingNew,
  unknownBankAccount,
  unknownImport,
} from './errors.ts'
import { planImport, requirePlan, type StatementPlan } from './plan-import.ts'
import {
  findBankAccount,
  findFile,
  insertFile,
  insertImport,
  insertImportUndo,
  lockBankAccount,
  saveLayout,
  selectImports,
  takeFile,
} from './repository.ts'
import type { ChosenColumns } from './shared.ts'

/**
 * Keeps an uploaded file until somebody says yes, and refuses at once what can't be read at all.
 * Files that were never used go after a day.
 *
 * @throws banking.unknown_bank_account, banking.file_…
 */
export async function stageStatement(
  tx: Tx,
  file: { id: string; bankAccountId: string; fileName: string; content: Buffer },
): Promise<{ id: string }> {
  if (!(await findBankAccount(tx, file.bankAccountId))) throw unknownBankAccount()
  if (file.content.length === 0) throw fileEmpty()
  decodeStatement(file.content)
  const fileName = file.fileName.replace(/\p{C}/gu, '').slice(0, 200)
  await insertFile(tx, { ...file, fileName })
  return { id: file.id }
}

export interface StatementPreview extends StatementPlan {
  fileId: string
  fileName: string
  newCount: number
  knownCount: number
}

/** The most lines and problems that a preview shows. */
const SHOWN = 200

/**
 * What would become of a waiting file; nothing is written.
 *
 * @param chosen the columns that somebody chose; else those of the last file, or a guess.
 * @throws banking.unknown_bank_account, banking.file_gone
 */
export async function previewStatement(
  tx: Tx,
  { bankAccountId, fileId }: { bankAccountId: string; fileId: string },
  chosen?: ChosenColumns,
): Promise<StatementPreview> {
  const account = await findBankAccount(tx, bankAccountId)
  if (!account) throw unknownBankAccount()
  const file = await findFile(tx, fileId, bankAccountId)
  if (!file) throw fileGone()
  const plan = await planImport(tx, account, file.content, chosen)
  const newCount = plan.lines.filter((line) => !line.isKnown).length
  return {
    ...plan,
    lines: plan.lines.slice(0, SHOWN),
    problems: plan.problems.slice(0, SHOWN),
    fileId,
    fileName: file.fileName,
    newCount,
    knownCount: plan.lines.length - newCount,
  }
}

export interface ImportResult {
  importId: string
  newCount: number
  knownCount: number
}

/**
 * Takes in a waiting file: every line that is not there yet, all or none; and keeps how it was read.
 *
 * @param input `isSure`: rows that can't be read are left out, and a balance that does not come out is
 *   known. Without it either refuses the file.
 * @throws banking.file_gone (also when it was taken in already), banking.layout_unfinished,
 *   banking.file_needs_yes, banking.nothing_new
 */
export async function importStatement(
  tx: Tx,
  input: { bankAccountId: string; fileId: string; columns: ChosenColumns; isSure: boolean },
): Promise<ImportResult> {
  await lockBankAccount(tx, input.bankAccountId)
  const account = await findBankAccount(tx, input.bankAccountId)
  if (!account) throw unknownBankAccount()
  const file = await takeFile(tx, input.fileId, account.id)
  if (!file) throw fileGone()
  const plan = await requirePlan(tx, account, file.content, input.columns)
  const isDoubtful = plan.problems.length > 0 || plan.firstBreak || plan.gap
  if (isDoubtful && !input.isSure) throw fileNeedsYes()
  const added = plan.lines.filter((line) => !line.isKnown)
  if (added.length === 0) throw nothingNew()
  const one = { id: newId(), bankAccountId: account.id, fileName: file.fileName }
  await insertImport(
    tx,
    one,
    added.map(({ isKnown: _, ...line }) => ({ id: newId(), ...line })),
  )
  await saveLayout(tx, account.id, plan.layout)
  const result = {
    importId: one.id,
    newCount: added.length,
    knownCount: plan.lines.length - added.length,
  }
  await recordAudit(tx, {
    action: 'banking.statement_imported',
    targetType: 'bank_import',
    targetId: one.id,
    detail: { fileName: file.fileName, ...result, leftOut: plan.problems.length },
  })
  return result
}

/**
 * Takes an import back while nothing of it is matched. Its lines stay, and count no more; the same
 * file can be taken in again.
 *
 * @throws banking.unknown_import, banking.import_undone, banking.import_matched
 */
export async function undoImport(
  tx: Tx,
  { bankAccountId, importId }: { bankAccountId: string; importId: string },
): Promise<null> {
  await lockBankAccount(tx, bankAccountId)
  const found = await selectImports(tx, bankAccountId)
    .where('i.id', '=', importId)
    .executeTakeFirst()
  if (!found) throw unknownImport()
  if (found.undoneAt !== null) throw importUndone()
  if (found.matchedCount > 0) throw importMatched(found.matchedCount)
  await insertImportUndo(tx, importId)
  await recordAudit(tx, {
    action: 'banking.import_undone',
    targetType: 'bank_import',
    targetId: importId,
    detail: { lineCount: found.lineCount },
  })
  return null
}

/** The newest imports of an account, taken back or not. */
export const listImports = (tx: Tx, bankAccountId: string) =>
  selectImports(tx, bankAccountId).execute()
