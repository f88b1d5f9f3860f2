import type { Code, ReceiptDocument } from './shared-document.ts'
import { type ReceiptShop, type ReceiptTranslate, startPaper } from './shared-paper.ts'

/** A finished course as the slip tells it that somebody takes home. */
export type CertificateToTell = {
  certificateNo: string
  completedAt: Date | string
  personName: string
  courseTitle: string
  /** Where anybody can see that it is genuine. */
  code: Omit<Code, 'caption'>
}

/**
 * Writes the certificate of a course as a slip with a code to check it by. Pure.
 * @param options `language` of `t`, as a BCP 47 tag.
 */
export function buildCertificateSlip(
  certificate: CertificateToTell,
  shop: ReceiptShop,
  t: ReceiptTranslate,
  options: { language: string },
): ReceiptDocument {
  const paper = {
    kind: 'certificate_slip' as const,
    title: t('receipt:certificate.title'),
    receiptNo: certificate.certificateNo,
    at: certificate.completedAt,
    tillName: '',
    rows: [],
  }
  return {
    ...startPaper(paper, shop, t, options),
    award: {
      lead: t('receipt:certificate.lead'),
      name: certificate.personName,
      text: t('receipt:certificate.text', { course: certificate.courseTitle }),
    },
    codes: [{ ...certificate.code, caption: t('receipt:certificate.check') }],
    footer: [t('receipt:certificate.praise')],
  }
}
