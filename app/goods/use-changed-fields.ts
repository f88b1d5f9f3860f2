import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** The word for each field of the product form, by its name. */
const WORDS = {
  name: 'form.name',
  categoryId: 'form.category',
  newCategoryName: 'form.newCategory',
  price: 'form.price',
  cost: 'form.cost',
  'barcodes[]': 'form.barcode',
  unit: 'form.unit',
  'unitName[]': 'form.otherUnits',
  'unitBase[]': 'form.otherUnits',
  hasExpiry: 'form.fieldExpiry',
  stock: 'form.stock',
  reorderLevel: 'form.reorder',
  sku: 'form.sku',
  taxClass: 'form.taxClass',
  isFavourite: 'form.fieldFavourite',
  'nameTexts[]': 'form.fieldNames',
  photo: 'form.fieldPhoto',
  pictogram: 'form.fieldPicture',
} as const
type FieldName = keyof typeof WORDS
const NAMES = Object.keys(WORDS).filter((name): name is FieldName => name in WORDS)

/** What a form says, one text a field; a chosen file by its name, none as nothing. */
function textsOf(form: HTMLFormElement): Map<string, string> {
  const texts = new Map<string, string>()
  for (const [name, value] of new FormData(form)) {
    const text = typeof value === 'string' ? value.trim() : value.name
    texts.set(name, `${texts.get(name) ?? ''}${text === '' ? '' : `${text}\n`}`)
  }
  return texts
}

/** Which fields of the form differ from what they were when it appeared, and a sentence of it. */
export function useChangedFields(form: RefObject<HTMLFormElement>) {
  const { t, i18n } = useTranslation('goods')
  const before = useRef(new Map<string, string>())
  const [fields, setFields] = useState<FieldName[]>([])
  const [photo, setPhoto] = useState<string>()
  const [pictogram, setPictogram] = useState<string>()

  useEffect(() => {
    if (form.current) before.current = textsOf(form.current)
  }, [form])

  const look = useCallback(() => {
    if (!form.current) return
    const now = textsOf(form.current)
    setFields(NAMES.filter((name) => (now.get(name) ?? '') !== (before.current.get(name) ?? '')))
  }, [form])

  // The file field stands outside of the form, beside the picture.
  useEffect(() => {
    const input = form.current?.elements.namedItem('photo')
    if (!(input instanceof HTMLInputElement)) return
    let address: string | undefined
    const choose = () => {
      const file = input.files?.[0]
      if (address) URL.revokeObjectURL(address)
      address = file && URL.createObjectURL(file)
      setPhoto(address)
      look()
    }
    input.addEventListener('change', choose)
    return () => {
      input.removeEventListener('change', choose)
      if (address) URL.revokeObjectURL(address)
    }
  }, [form, look])

  const all = pictogram === undefined ? fields : [...new Set<FieldName>([...fields, 'pictogram'])]
  const words = new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format([
    ...new Set(all.map((name) => t(WORDS[name]))),
  ])
  return {
    fields: all,
    words,
    sentence: all.length > 0 ? t('form.changed', { fields: words }) : undefined,
    photo,
    pictogram,
    choosePictogram: setPictogram,
    look,
  }
}
