import { z } from 'zod'
import { asResource, tenantAction } from '#app/server/edge.server.ts'
import { queueReceiptMail } from '#app/server/receipt-mail.server.ts'
import { MailAddress } from '#modules/mail/shared.ts'

const Input = z.object({ saleId: z.uuid(), mailId: z.uuid(), toAddress: MailAddress })

/** Sends a customer their receipt by e-mail. Sending the same `mailId` twice writes one letter. */
export const action = asResource(
  tenantAction('till.sell', Input, async (tx, input) => {
    await queueReceiptMail(tx, input)
    return null
  }),
)
