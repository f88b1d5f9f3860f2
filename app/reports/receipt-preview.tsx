import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Card } from '#app/components/card.tsx'
import { Disclosure } from '#app/components/disclosure.tsx'
import { ReceiptView } from '#app/components/receipt-view.tsx'
import { Segments } from '#app/components/segments.tsx'
import {
  buildSaleReceipt,
  designedShop,
  type PaperDesign,
  type ReceiptShop,
} from '#modules/printing/shared.ts'
import { sampleSale } from './sample-sale.ts'

export interface ReceiptPreviewProps {
  shop: ReceiptShop
  /** As it stands in the form now. */
  design: PaperDesign
  at: string
  /** Whether a code stands on it by which its customer reads it again. */
  code: readonly string[] | undefined
  /** Where the saved look is shown as a printer's dots. */
  dots: string
}

/** A receipt of a sale that never was, in the look that the form has now. */
export function ReceiptPreview({ shop, design, at, code, dots }: ReceiptPreviewProps) {
  const { t, i18n } = useTranslation('settings')
  const { t: text } = useTranslation(['receipt', 'common'])
  const [width, setWidth] = useState<'384' | '576'>('384')
  const document = buildSaleReceipt(
    {
      ...sampleSale((word) => t(`receipt.${word}`), at),
      ...(code && { code: { modules: [...code], caption: text('receipt:link_caption') } }),
    },
    designedShop(shop, design),
    (key, values) => String(text(key as 'receipt:title', values ?? {})),
    { language: i18n.language },
  )
  return (
    <Card title={t('receipt.preview')} className="receipt-preview">
      <Segments
        label={t('receipt.paper')}
        name="previewWidth"
        value={width}
        onChoose={setWidth}
        segments={[
          { value: '384', label: t('receipt.narrow') },
          { value: '576', label: t('receipt.wide') },
        ]}
      />
      <ReceiptView document={document} widthDots={width === '384' ? 384 : 576} />
      <Disclosure label={t('receipt.dots')}>
        <p>{t('receipt.dotsHint')}</p>
        <img
          className="receipt-dots"
          src={`${dots}?width=${width}&at=${at}`}
          alt={t('receipt.dotsAlt')}
        />
      </Disclosure>
    </Card>
  )
}
