import { formatDay } from '#app/components/dates.ts'
import type { ScreenLanguage } from '#app/locales/languages.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import type { certificates } from '#modules/learning/index.ts'
import { type Certificate, certificateNo, certificateUrl } from '#modules/learning/shared.ts'
import { getReceiptShop } from '#modules/pos/index.ts'
import { type CertificateSheet, qrCode } from '#modules/printing/index.ts'
import { buildCertificateSlip, type ReceiptDocument } from '#modules/printing/shared.ts'
import { receiptTexts } from './receipt-texts.ts'
import { textsFor } from './texts.ts'

type Centre = Awaited<ReturnType<typeof certificates.getCentre>>

/** A day as a centre counts its years, in the language of whoever reads it. */
export const dayAt = (centre: Centre, at: Date, language: ScreenLanguage): string =>
  formatDay(dayIn(centre.timeZone, at), { calendar: centre.calendar, language })

/** A certificate as its sheet for the wall; undefined once its name is forgotten. */
export function certificateSheet(
  certificate: Certificate,
  centre: Centre,
  origin: string,
): CertificateSheet | undefined {
  const { language, course, name, issuedAt, finishedAt } = certificate
  if (name === null) return undefined
  const { t } = receiptTexts(language)
  const url = certificateUrl(origin, certificate.code)
  return {
    language,
    centreName: centre.name,
    title: t('receipt:certificate.title'),
    lead: t('receipt:certificate.lead'),
    name,
    text: t('receipt:certificate.text', { course: course.title[language] }),
    learned: t('receipt:certificate.learned'),
    outcomes: course.outcomes.map(({ text }) => text[language]),
    rows: [
      { label: t('receipt:certificate.date'), value: dayAt(centre, finishedAt, language) },
      { label: t('receipt:certificate.number'), value: certificateNo(certificate.id) },
    ],
    code: { ...qrCode(url), caption: t('receipt:certificate.check'), url },
    issuedAt,
  }
}

/** The same as a slip of the receipt printer; undefined once its name is forgotten. */
export async function certificateSlip(
  tx: Tx,
  certificate: Certificate,
  origin: string,
): Promise<ReceiptDocument | undefined> {
  const { language, course, name, finishedAt, id, code } = certificate
  if (name === null) return undefined
  const { shop } = await getReceiptShop(tx)
  const paper = {
    certificateNo: certificateNo(id),
    completedAt: finishedAt,
    personName: name,
    courseTitle: course.title[language],
    code: qrCode(certificateUrl(origin, code)),
  }
  return buildCertificateSlip(paper, shop, receiptTexts(language).t, { language })
}

/** What had to be done for a badge, in both languages. */
export const badgeCriteria = () => ({
  'zh-TW': textsFor('zh-TW').t('learned:certificate.criteria'),
  en: textsFor('en').t('learned:certificate.criteria'),
})
