import { useActionData, useFetcher, useLoaderData } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { z } from 'zod'
import { FORM_BYTES, ProductPageForm, saveProductPage } from '#app/goods/product-form.server.ts'
import { ProductPanel } from '#app/goods/product-panel.tsx'
import { useGoods } from '#app/goods/use-goods.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { may } from '#modules/identity/index.ts'
import { getProduct, listCategories } from '#modules/inventory/index.ts'

const Params = z.object({ productId: z.uuid() })

export const loader = tenantLoader('goods.read', Params, async (tx, { productId }, edge) => ({
  slug: edge.membership.slug,
  mayManage: may(edge.membership.role, 'goods.manage'),
  product: await getProduct(tx, productId),
  categories: await listCategories(tx),
}))

export const action = tenantAction('goods.manage', ProductPageForm, saveProductPage, undefined, {
  maxBytes: FORM_BYTES,
})

interface Archived {
  ok: boolean
  value?: { id: string; name: string; isArchived: boolean }
}

/** One product, beside its list; the whole page on a phone. */
export default function ProductPage() {
  const { slug, mayManage, product, categories } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const archive = useFetcher<Archived>()
  const { tellArchived, tellSaved } = useGoods()
  const told = useRef<unknown>(undefined)
  useEffect(() => {
    const value = archive.data?.value
    if (archive.state !== 'idle' || !value || told.current === archive.data) return
    told.current = archive.data
    tellArchived(value)
  }, [archive.state, archive.data, tellArchived])
  useEffect(() => {
    if (answer?.ok) tellSaved(answer.value.name)
  }, [answer, tellSaved])
  return (
    <ProductPanel
      // Saved or another one: the fields begin anew. Refused: they keep what was typed.
      key={`${product.id} ${product.changedAt}`}
      slug={slug}
      product={product}
      categories={categories}
      answer={answer}
      isReadOnly={!mayManage}
      onArchive={(isArchived) =>
        archive.submit(isArchived ? {} : { restore: 'yes' }, {
          method: 'post',
          action: `/${slug}/products/${product.id}/archive`,
        })
      }
    />
  )
}
