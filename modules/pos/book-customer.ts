import { createCustomer } from '#modules/crm/index.ts'
import type { Booker } from './bookers.ts'
import { CustomerCreatedBody } from './shared.ts'

/** Books somebody new whom a till has met; the name and the phone travel beside the body. */
export const bookCustomer: Booker = async (tx, event) => {
  const { customerId } = CustomerCreatedBody.parse(event.body)
  await createCustomer(tx, {
    customerId,
    name: event.personal?.customerName,
    phone: event.personal?.customerPhone,
  })
  return { flags: [] }
}
