import { Form, Link, useBlocker, useNavigate, useNavigation } from '@remix-run/react'
import { Archive, ArrowLeft, Camera, Check, Ellipsis, Undo2 } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Dialog } from '#app/components/dialog.tsx'
import { EditPanel } from '#app/components/edit-panel.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Menu, MenuItem } from '#app/components/menu.tsx'
import { Notice } from '#app/components/notice.tsx'
import { Pictogram } from '#app/components/pictogram.tsx'
import type { ActionAnswer } from '#app/server/edge.server.ts'
import { PictogramChooser } from './pictogram-chooser.tsx'
import { pictureOf } from './picture-of.ts'
import { ProductFields } from './product-fields.tsx'
import { useChangedFields } from './use-changed-fields.ts'

/** What the form shows of a product. Amounts in whole NT$, quantities in thousandths. */
export interface PanelProduct {
  id: string
  name: string
  names: Record<string, string>
  sku: string | null
  barcodes: string[]
  categoryId: string | null
  unit: string
  priceMinor: number | null
  costMinor: number | null
  taxClass: string
  pictogram: string | null
  pictureId: string | null
  reorderLevelMilli: number | null
  stockMilli: number
  isCounted: boolean
  isFavourite: boolean
  hasExpiry: boolean
  /** Units beside its own: so many of them are so many of its own. */
  ownUnits: { id: string; name: string; countMilli: number; baseMilli: number; isBuying: boolean }[]
  archivedAt: Date | null
  /** Undefined for a product that is not there yet. */
  changedAt: string | undefined
}

export interface ProductPanelProps {
  slug: string
  product: PanelProduct
  categories: { id: string; name: string; names: Record<string, string> }[]
  answer: ActionAnswer<unknown> | undefined
  isReadOnly?: boolean
  /** Puts the product away (`true`) or back. */
  onArchive?: (isArchived: boolean) => void
}

const FIELDS = [
  'name',
  'barcodes',
  'sku',
  'price',
  'cost',
  'stock',
  'reorderLevel',
  'unit',
  'unitName',
  'categoryId',
  'newCategoryName',
] as const

/** Codes of refusals that belong to one field. */
const FIELD_OF_CODE: Record<string, string> = {
  'inventory.barcode_one_short': 'barcodes',
  'inventory.barcode_some_short': 'barcodes',
  'inventory.barcode_too_short': 'barcodes',
  'inventory.barcode_too_long': 'barcodes',
  'inventory.barcode_check_digit': 'barcodes',
  'inventory.barcode_characters': 'barcodes',
  'inventory.barcode_taken': 'barcodes',
  'inventory.sku_taken': 'sku',
  'inventory.unknown_category': 'categoryId',
  'inventory.unit_has_moves': 'unit',
  'inventory.unit_twice': 'unitName',
}

/** The form of one product: keeps what was typed, says what was changed, asks before it is lost. */
export function ProductPanel(props: ProductPanelProps) {
  const { slug, product, answer, isReadOnly } = props
  const { t } = useTranslation('goods')
  const formId = useId()
  const form = useRef<HTMLFormElement>(null)
  const changed = useChangedFields(form)
  const errors = useFormErrors(answer, FIELDS, FIELD_OF_CODE)
  const isSaving = useNavigation().formAction !== undefined
  const navigate = useNavigate()
  const list = `/${slug}/products`
  const isLeaving = useRef(false)
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      changed.fields.length > 0 &&
      !isLeaving.current &&
      !isSaving &&
      currentLocation.pathname !== nextLocation.pathname,
  )
  const leave = () => {
    isLeaving.current = true
    navigate(list)
  }
  const title = product.name === '' ? t('form.newTitle') : product.name
  return (
    <EditPanel
      title={title}
      picture={
        <PanelPicture
          slug={slug}
          product={product}
          photo={changed.photo}
          chosen={changed.pictogram}
        />
      }
      links={
        <PanelLinks
          {...props}
          formId={formId}
          onPictogram={changed.choosePictogram}
          chosen={changed.pictogram}
        />
      }
      state={changed.sentence}
      onEscape={() => navigate(list)}
      actions={
        isReadOnly ? (
          <p>{t('form.readOnly')}</p>
        ) : (
          <>
            <Button
              type="submit"
              form={formId}
              kind="primary"
              icon={Check}
              busy={isSaving}
              busyLabel={t('form.saving')}
            >
              {t('form.save')}
            </Button>
            <Button onClick={leave}>{t('form.cancel')}</Button>
          </>
        )
      }
    >
      <p className="panel-back">
        <Link to={list} className={buttonClass({ kind: 'quiet' })}>
          <ButtonFace icon={ArrowLeft}>{t('form.back')}</ButtonFace>
        </Link>
      </p>
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      {product.archivedAt && <Notice kind="waiting" icon={Archive} title={t('form.isArchived')} />}
      <Form
        ref={form}
        id={formId}
        method="post"
        encType="multipart/form-data"
        onInput={changed.look}
        onChange={changed.look}
        noValidate
      >
        <fieldset disabled={isReadOnly === true} className="stack">
          <ProductFields {...props} errors={errors} />
          <input
            type="hidden"
            name="pictogram"
            value={changed.pictogram ?? product.pictogram ?? ''}
          />
          <input
            type="hidden"
            name="pictureId"
            // A drawn picture that was just chosen takes the photograph's place.
            value={changed.pictogram === undefined ? (product.pictureId ?? '') : ''}
          />
        </fieldset>
      </Form>
      <Dialog
        open={blocker.state === 'blocked'}
        onClose={() => blocker.reset?.()}
        title={t('form.leaveTitle')}
        closeLabel={t('form.stay')}
        actions={
          <Button kind="danger" onClick={() => blocker.proceed?.()}>
            {t('form.leave')}
          </Button>
        }
      >
        <p>{t('form.leaveText', { fields: changed.words })}</p>
      </Dialog>
    </EditPanel>
  )
}

interface PanelPictureProps {
  slug: string
  product: PanelProduct
  photo: string | undefined
  chosen: string | undefined
}

function PanelPicture({ slug, product, photo, chosen }: PanelPictureProps) {
  const id = photo ?? (chosen === undefined ? pictureOf(slug, product) : chosen || 'box')
  return <Pictogram id={id} size="large" />
}

interface PanelLinksProps extends ProductPanelProps {
  formId: string
  chosen: string | undefined
  onPictogram: (id: string) => void
}

function PanelLinks(props: PanelLinksProps) {
  const { product, isReadOnly, onArchive, formId, onPictogram, chosen } = props
  const { t } = useTranslation('goods')
  const [isChoosing, setChoosing] = useState(false)
  if (isReadOnly) return null
  return (
    <>
      <label className={`${buttonClass({ kind: 'quiet' })} photo-choice`}>
        <input type="file" name="photo" form={formId} accept="image/jpeg,image/png,image/webp" />
        <ButtonFace icon={Camera}>
          {t(product.pictureId ? 'form.photo' : 'form.addPhoto')}
        </ButtonFace>
      </label>
      <Menu label={t('form.other')} icon={Ellipsis} kind="quiet">
        <MenuItem onChoose={() => setChoosing(true)}>{t('form.pictogram')}</MenuItem>
        {onArchive &&
          (product.archivedAt ? (
            <MenuItem icon={Undo2} onChoose={() => onArchive(false)}>
              {t('form.restore')}
            </MenuItem>
          ) : (
            <MenuItem icon={Archive} danger onChoose={() => onArchive(true)}>
              {t('form.archive')}
            </MenuItem>
          ))}
      </Menu>
      <PictogramChooser
        open={isChoosing}
        current={chosen ?? product.pictogram ?? ''}
        onClose={() => setChoosing(false)}
        onChoose={(id) => {
          onPictogram(id)
          setChoosing(false)
        }}
      />
    </>
  )
}
