import type { ScreenLanguage } from '#app/locales/languages.ts'
import { textsFor } from '#app/server/texts.ts'
import type { XlsxSheet } from '#app/server/xlsx.server.ts'
import type { PeriodWorksheet, SaleRow, TaxRows } from '#modules/tax/index.ts'
import { BOX_NUMBERS, shownBoxes } from '#modules/tax/shared.ts'

/** A worksheet and every row of it as sheets of a file. */
export function worksheetSheets(
  sheet: PeriodWorksheet,
  rows: TaxRows,
  language: ScreenLanguage,
): XlsxSheet[] {
  const { t } = textsFor(language)
  const boxes: XlsxSheet = {
    name: t('tax:sheet.boxes', { form: sheet.form }),
    columns: [
      { head: t('tax:sheet.box'), type: 'text', width: 8 },
      { head: t('tax:sheet.what'), type: 'text', width: 44 },
      { head: t('tax:sheet.amount'), type: 'money' },
    ],
    rows: shownBoxes(sheet).map((box) => [
      BOX_NUMBERS[box] ?? '',
      t(`tax:box.${box}`),
      sheet.boxes[box],
    ]),
  }
  return [
    boxes,
    salesSheet(t('tax:rows.taxable'), rows.taxable, language),
    salesSheet(t('tax:rows.zero'), rows.zero, language),
    salesSheet(t('tax:rows.exempt'), rows.exempt, language),
    inputSheet(t('tax:rows.input'), rows, language),
  ]
}

function salesSheet(name: string, rows: readonly SaleRow[], language: ScreenLanguage): XlsxSheet {
  const { t } = textsFor(language)
  return {
    name,
    columns: [
      { head: t('tax:sheet.day'), type: 'day' },
      { head: t('tax:sheet.receipt'), type: 'text', width: 16 },
      { head: t('tax:sheet.kind'), type: 'text', width: 10 },
      { head: t('tax:sheet.total'), type: 'money' },
      { head: t('tax:sheet.tax'), type: 'money' },
    ],
    rows: rows.map((row) => [
      row.postedOn,
      row.receiptNo,
      t(`tax:kind.${row.kind}`),
      row.totalMinor,
      row.taxMinor,
    ]),
  }
}

function inputSheet(name: string, rows: TaxRows, language: ScreenLanguage): XlsxSheet {
  const { t } = textsFor(language)
  return {
    name,
    columns: [
      { head: t('tax:sheet.day'), type: 'day' },
      { head: t('tax:sheet.invoice'), type: 'text', width: 14 },
      { head: t('tax:sheet.supplier'), type: 'text' },
      { head: t('tax:sheet.taxId'), type: 'text', width: 12 },
      { head: t('tax:sheet.net'), type: 'money' },
      { head: t('tax:sheet.tax'), type: 'money' },
    ],
    rows: rows.input.map((row) => [
      row.day,
      row.invoiceNo ?? '',
      row.sellerName,
      row.sellerTaxId ?? '',
      row.netMinor,
      row.taxMinor,
    ]),
  }
}
