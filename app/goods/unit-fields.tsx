import { ChevronRight, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Field } from '#app/components/field.tsx'
import type { FormErrors } from '#app/components/form-errors.ts'
import { formatQuantity } from '#app/reports/words.ts'
import type { ProductPanelProps } from './product-panel.tsx'

const MOST_UNITS = 10

export interface UnitFieldsProps extends ProductPanelProps {
  errors: FormErrors
  /** The word of the product's own unit, as it is chosen now. */
  unitName: string
}

/** Units beside the product's own: so many of this one are so many of that. */
export function UnitFields({ product, errors, unitName }: UnitFieldsProps) {
  const { t } = useTranslation('goods')
  const first = product.ownUnits.map((unit) => ({
    id: unit.id,
    name: unit.name,
    count: plain(unit.countMilli),
    base: plain(unit.baseMilli),
    isBuying: unit.isBuying,
  }))
  const [rows, setRows] = useState(first.length > 0 ? first : [emptyRow()])
  const error = errors.field('unitName')
  return (
    <details className="goods-details" open={first.length > 0 || error !== undefined}>
      <summary>
        <ChevronRight aria-hidden="true" />
        <span>{t('form.otherUnitsTitle')}</span>
      </summary>
      <div className="stack">
        <p className="muted">{t('form.otherUnitsHint')}</p>
        <input type="hidden" name="hasUnits" value="yes" />
        <label className="choice-row">
          <input
            type="radio"
            name="buyingUnit"
            value=""
            className="choice-input"
            defaultChecked={!rows.some((row) => row.isBuying)}
          />
          <span className="choice-text">{t('form.unitBuyingOwn', { unit: unitName })}</span>
        </label>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are only added at the end.
          <fieldset key={index} className="unit-row" aria-label={t('form.unitName')}>
            <input type="hidden" name="unitId[]" value={row.id} />
            <Field
              label={t('form.unitCount')}
              name="unitCount[]"
              defaultValue={row.count}
              inputMode="decimal"
              autoComplete="off"
              figure
            />
            <Field
              label={t('form.unitName')}
              name="unitName[]"
              defaultValue={row.name}
              maxLength={20}
              autoComplete="off"
              error={index === 0 ? error : undefined}
            />
            <Field
              label={t('form.unitBase', { unit: unitName })}
              name="unitBase[]"
              defaultValue={row.base}
              inputMode="decimal"
              autoComplete="off"
              figure
            />
            <label className="choice-row">
              <input
                type="radio"
                name="buyingUnit"
                value={index}
                className="choice-input"
                defaultChecked={row.isBuying}
              />
              <span className="choice-text">{t('form.unitBuying')}</span>
            </label>
          </fieldset>
        ))}
        {rows.length < MOST_UNITS && (
          <p>
            <Button kind="quiet" icon={Plus} onClick={() => setRows([...rows, emptyRow()])}>
              {t('form.addUnit')}
            </Button>
          </p>
        )}
      </div>
    </details>
  )
}

const emptyRow = () => ({ id: '', name: '', count: '1', base: '', isBuying: false })

/** As a form takes it back: no thousands separators. */
const plain = (milli: number): string => formatQuantity(milli).replaceAll(',', '')
