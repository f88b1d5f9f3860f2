import { recordVisit, saveConsignor } from '#modules/consignment/index.ts'
import { ConsignorForm, VisitForm } from '#modules/consignment/shared.ts'
import { saveProduct } from '#modules/inventory/index.ts'
import { ProductInput } from '#modules/inventory/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'

/** A neighbour who leaves baskets and pickles to be sold; the shop keeps 15 %. */
export async function leaveDemoGoods(tx: Tx): Promise<void> {
  const made = [
    { name: '手工竹籃', names: { en: 'Bamboo basket' }, unit: 'piece', priceMinor: 360 },
    { name: '自家醃梅', names: { en: 'Home-pickled plums' }, unit: 'can', priceMinor: 150 },
  ] as const
  const ids: string[] = []
  for (const product of made) {
    const id = newId()
    await saveProduct(tx, ProductInput.parse({ id, taxClass: 'taxable', ...product }))
    ids.push(id)
  }
  const aunt = { id: newId(), name: '林阿姨', phone: '0900-000-201', keep: '15' }
  const { id: consignorId } = await saveConsignor(tx, ConsignorForm.parse(aunt))
  const visit = { id: newId(), consignorId, kind: 'brought', product: ids, quantity: ['6', '20'] }
  await recordVisit(tx, VisitForm.parse(visit))
}
