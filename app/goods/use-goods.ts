import { useOutletContext } from '@remix-run/react'

/** What the list does for the form beside it. */
export interface GoodsContext {
  tellSaved: (name: string) => void
  /** Says that a product was put away or back, with its way to take it back. */
  tellArchived: (product: { id: string; name: string; isArchived: boolean }) => void
}

export const useGoods = () => useOutletContext<GoodsContext>()
