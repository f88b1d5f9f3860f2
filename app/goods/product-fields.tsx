import { ChevronRight, Plus, ScanBarcode } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Checkbox } from '#app/components/choices.tsx'
import { Field } from '#app/components/field.tsx'
import type { FormErrors } from '#app/components/form-errors.ts'
import { formatAmount } from '#app/components/money.tsx'
import { MoneyField } from '#app/components/money-field.tsx'
import { Select } from '#app/components/select.tsx'
import { LANGUAGES } from '#app/locales/languages.ts'
import { formatQuantity, unitWord } from '#app/reports/words.ts'
import type { ProductPanelProps } from './product-panel.tsx'
import { UnitFields } from './unit-fields.tsx'

const UNITS = [
  'piece',
  'bottle',
  'can',
  'bag',
  'box',
  'pack',
  'bunch',
  'bundle',
  'cup',
  'sheet',
  'roll',
  'case',
  'catty',
  'tael',
  'kg',
  'gram',
] as const
const TAX_CLASSES = ['taxable', 'zero', 'exempt'] as const
/** The value of the choice that opens a field for a new category's name. */
const NEW_CATEGORY = 'new'

type FieldsProps = ProductPanelProps & { errors: FormErrors }

/** The fields of the product form, in the order in which a shopkeeper thinks of them. */
export function ProductFields(props: FieldsProps) {
  const { product, errors } = props
  const { t, i18n } = useTranslation(['goods', 'common'])
  const [unit, setUnit] = useState(product.unit)
  const unitName = unitWord(i18n, unit)
  const shownStock = plain(product.stockMilli)
  return (
    <>
      <input type="hidden" name="id" value={product.id} />
      {product.changedAt && <input type="hidden" name="shownChangedAt" value={product.changedAt} />}
      <NameAndCategory {...props} />
      <Prices {...props} unitName={unitName} />
      <BarcodeField {...props} at={0} />
      <div className="field-half">
        <Field
          label={t('form.stock')}
          name="stock"
          defaultValue={product.isCounted || product.stockMilli !== 0 ? shownStock : ''}
          unit={unitName}
          figure
          inputMode="decimal"
          autoComplete="off"
          error={errors.field('stock')}
        />
        {(product.isCounted || product.stockMilli !== 0) && (
          <input type="hidden" name="shownStock" value={shownStock} />
        )}
        <Field
          label={t('form.reorder')}
          name="reorderLevel"
          defaultValue={product.reorderLevelMilli === null ? '' : plain(product.reorderLevelMilli)}
          unit={unitName}
          figure
          inputMode="decimal"
          autoComplete="off"
          error={errors.field('reorderLevel')}
        />
      </div>
      <Select
        label={t('form.unit')}
        name="unit"
        value={unit}
        onChange={(event) => setUnit(event.currentTarget.value)}
        options={UNITS.map((each) => ({ value: each, label: unitWord(i18n, each) }))}
        error={errors.field('unit')}
      />
      <UnitFields {...props} unitName={unitName} />
      <Details {...props} />
    </>
  )
}

/** As a form takes it back: no thousands separators, a plain minus sign. */
const plain = (milli: number): string => formatQuantity(milli).replaceAll(',', '')

function NameAndCategory({ product, categories, errors }: FieldsProps) {
  const { t, i18n } = useTranslation('goods')
  const [chosen, setChosen] = useState(product.categoryId ?? '')
  const isNew = chosen === NEW_CATEGORY
  return (
    <>
      <div className="field-half">
        <Field
          label={t('form.name')}
          name="name"
          defaultValue={product.name}
          error={errors.field('name')}
          autoComplete="off"
          required
        />
        <Select
          label={t('form.category')}
          // The choice 新分類 is no category: its name is sent instead.
          name={isNew ? undefined : 'categoryId'}
          value={chosen}
          onChange={(event) => setChosen(event.currentTarget.value)}
          emptyLabel={t('form.noCategory')}
          options={[
            ...categories.map((each) => ({
              value: each.id,
              label: each.names[i18n.language] ?? each.name,
            })),
            { value: NEW_CATEGORY, label: `＋ ${t('form.newCategory')}` },
          ]}
          error={errors.field('categoryId')}
        />
      </div>
      {isNew && (
        <Field
          label={t('form.newCategoryName')}
          name="newCategoryName"
          maxLength={60}
          autoComplete="off"
          error={errors.field('newCategoryName')}
          autoFocus
        />
      )}
    </>
  )
}

function Prices({ product, errors, unitName }: FieldsProps & { unitName: string }) {
  const { t } = useTranslation('goods')
  const [priceMinor, setPrice] = useState(product.priceMinor ?? undefined)
  const [costMinor, setCost] = useState(product.costMinor ?? undefined)
  const isChanged = product.priceMinor !== null && priceMinor !== product.priceMinor
  const before = isChanged ? formatAmount(product.priceMinor ?? 0) : undefined
  return (
    <div className="field-half">
      <MoneyField
        label={t('form.price')}
        name="price"
        prefix={t('form.prefix')}
        defaultAmountMinor={priceMinor}
        onAmountMinor={setPrice}
        hint={before && t('form.priceBefore', { amount: before })}
        error={errors.field('price')}
      />
      <MoneyField
        label={t('form.cost')}
        name="cost"
        prefix={t('form.prefix')}
        defaultAmountMinor={costMinor}
        onAmountMinor={setCost}
        consequence={
          priceMinor !== undefined && costMinor !== undefined
            ? earnings(t, unitName, priceMinor - costMinor)
            : undefined
        }
        error={errors.field('cost')}
      />
    </div>
  )
}

type GoodsText = ReturnType<typeof useTranslation<'goods'>>['t']

function earnings(t: GoodsText, unit: string, earnedMinor: number): string {
  if (earnedMinor === 0) return t('form.even', { unit })
  const amount = formatAmount(Math.abs(earnedMinor))
  return t(earnedMinor > 0 ? 'form.earns' : 'form.loses', { unit, amount })
}

/** The barcode that a product has; further ones stand behind the door below. */
function BarcodeField({ product, answer, errors, at }: FieldsProps & { at: number }) {
  const { t } = useTranslation('goods')
  const [typed, setTyped] = useState(product.barcodes[at] ?? '')
  const refused = answer && !answer.ok && 'code' in answer ? answer.data.barcode : undefined
  return (
    <Field
      label={at === 0 ? t('form.barcode') : t('form.barcodeNth', { number: at + 1 })}
      name="barcodes[]"
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      // A scanner ends with Enter, and must not save a form that is half filled.
      onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      autoComplete="off"
      inputMode="numeric"
      error={typed.trim() === String(refused) ? errors.field('barcodes') : undefined}
      action={<ScanBarcode aria-hidden="true" />}
    />
  )
}

function MoreBarcodes(props: FieldsProps) {
  const { t } = useTranslation('goods')
  const [count, setCount] = useState(Math.max(props.product.barcodes.length, 1))
  return (
    <>
      {Array.from({ length: count - 1 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: fields are only added at the end.
        <BarcodeField key={index} {...props} at={index + 1} />
      ))}
      {count < 20 && (
        <p>
          <Button kind="quiet" icon={Plus} onClick={() => setCount(count + 1)}>
            {t('form.addBarcode')}
          </Button>
        </p>
      )}
    </>
  )
}

/** What most goods never need, behind one named door. */
function Details(props: FieldsProps) {
  const { product, errors } = props
  const { t, i18n } = useTranslation(['goods', 'common'])
  const shown = LANGUAGES.filter(({ tag }) => tag === 'en' || product.names[tag] !== undefined)
  return (
    <details
      className="goods-details"
      open={product.barcodes.length > 1 || errors.field('sku') !== undefined}
    >
      <summary>
        <ChevronRight aria-hidden="true" />
        <span>{t('form.details')}</span>
      </summary>
      <div className="stack">
        <MoreBarcodes {...props} />
        <Field
          label={t('form.sku')}
          optional={t('form.optional')}
          name="sku"
          defaultValue={product.sku ?? ''}
          maxLength={60}
          autoComplete="off"
          error={errors.field('sku')}
        />
        <Select
          label={t('form.taxClass')}
          name="taxClass"
          defaultValue={product.taxClass}
          options={TAX_CLASSES.map((each) => ({
            value: each,
            label: t(`common:taxClass.${each}`),
          }))}
        />
        <Checkbox
          label={t('form.favourite')}
          name="isFavourite"
          value="yes"
          defaultChecked={product.isFavourite}
        />
        <Checkbox
          label={t('form.expiry')}
          hint={t('form.expiryHint')}
          name="hasExpiry"
          value="yes"
          defaultChecked={product.hasExpiry}
        />
        {shown.map((language) => (
          <div key={language.tag}>
            <input type="hidden" name="nameTags[]" value={language.tag} />
            <Field
              label={t('form.nameIn', {
                language: i18n.language === 'en' ? language.nameEn : language.nameZh,
              })}
              optional={t('form.optional')}
              name="nameTexts[]"
              lang={language.tag}
              defaultValue={product.names[language.tag] ?? ''}
              maxLength={200}
              autoComplete="off"
            />
          </div>
        ))}
      </div>
    </details>
  )
}
