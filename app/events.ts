import { hasConsignments, recordRefunded, recordSold } from '#modules/consignment/index.ts'
import { type Actor, inTenant, type Tx } from '#modules/kernel/db.ts'
import type { Envelope, EventType } from '#modules/kernel/outbox.ts'
import { type Mailer, mailQueued, sendMail } from '#modules/mail/index.ts'
import {
  drawerOpened,
  findTabPayment,
  getReceipt,
  getRefundSlip,
  getReturnedGoods,
  getSoldGoods,
  getTillRules,
  type PaperWanted,
  paperReported,
  paperWanted,
  receiptMailAsked,
  receiptReprinted,
  saleCompleted,
  saleRefunded,
  scamPaused,
  shareScamPause,
} from '#modules/pos/index.ts'
import {
  asking,
  type Destination,
  destinationsOf,
  eachCopy,
  jobOffered,
  jobQueued,
  listTicketRoutes,
  type PrintRequest,
  planTickets,
  queueDrawerPulse,
  queuePrintJob,
  recordTillPaper,
  sendPrintJob,
} from '#modules/printing/index.ts'
import { buildOrderTicket, buildRefundSlip } from '#modules/printing/shared.ts'
import { queuePaper, receiptDocument, shiftDocument, tabReceipt } from './server/papers.server.ts'
import { queueReceiptMail } from './server/receipt-mail.server.ts'
import { receiptTexts } from './server/receipt-texts.ts'

/** What handlers may use of the outside world. */
export interface Outside {
  printerHosts: string[]
  /** Undefined where this server sends no mail. */
  mailer: Mailer | undefined
}

type Listener = {
  event: EventType<unknown>
  hear(envelope: Envelope, outside: Outside): Promise<void>
}

/** Binds a listener to the shape of what it hears; bytes from the queue are checked once, here. */
function on<Payload>(
  event: EventType<Payload>,
  hear: (actor: Actor, payload: Payload, outside: Outside) => Promise<unknown>,
): Listener {
  return {
    event: event as EventType<unknown>,
    hear: async (envelope, outside) => {
      const actor = { tenantId: envelope.tenantId, userId: envelope.userId }
      await hear(actor, event.payload.parse(envelope.payload), outside)
    },
  }
}

const DRAWER_MS = 60_000
const TICKET_MS = 30 * 60_000

/** Who listens to what: the whole list, and the only one. */
const LISTENERS: Listener[] = [
  on(saleCompleted, async (actor, sale) => {
    await inTenant(actor, 'read write', async (tx) => {
      // Most sales want neither: then nothing of them is read again.
      const ticketRoutes = await ticketRoutesOf(tx)
      if (ticketRoutes.length === 0 && !sale.wantsReceipt) return
      const receipt = await getReceipt(tx, sale.saleId)
      await queueTickets(tx, receipt, ticketRoutes)
      if (sale.wantsReceipt) await queueReceipt(tx, receipt, 1, sale.tookCash)
    })
  }),
  // What neighbours are owed for their goods (寄賣).
  on(saleCompleted, (actor, { saleId }) =>
    inTenant(actor, 'read write', async (tx) => {
      if (await hasConsignments(tx)) await recordSold(tx, await getSoldGoods(tx, saleId))
    }),
  ),
  on(saleRefunded, (actor, { saleId, refundId }) =>
    inTenant(actor, 'read write', async (tx) => {
      if (!(await hasConsignments(tx))) return
      await recordRefunded(tx, await getSoldGoods(tx, saleId), await getReturnedGoods(tx, refundId))
    }),
  ),
  on(paperWanted, (actor, wanted) =>
    inTenant(actor, 'read write', (tx) => printWanted(tx, wanted)),
  ),
  on(receiptReprinted, (actor, copy) =>
    inTenant(actor, 'read write', async (tx) =>
      queueReceipt(tx, await getReceipt(tx, copy.saleId), copy.copyNo, false),
    ),
  ),
  on(scamPaused, shareScamPause),
  on(saleRefunded, async (actor, refund) => {
    if (!refund.wantsReceipt) return
    await inTenant(actor, 'read write', (tx) =>
      printRefundSlip(tx, refund.refundId, refund.gaveCash),
    )
  }),
  on(paperReported, (actor, paper) =>
    inTenant(actor, 'read write', (tx) => recordTillPaper(tx, paper)),
  ),
  on(drawerOpened, async (actor, opening) => {
    // A drawer that opens long after somebody stood there would open for anybody.
    if (Date.now() - Date.parse(opening.openedAt) > DRAWER_MS) return
    await inTenant(actor, 'read write', (tx) => queueDrawerPulse(tx, opening))
  }),
  on(receiptMailAsked, (actor, asked) =>
    inTenant(actor, 'read write', (tx) => queueReceiptMail(tx, asked)),
  ),
  on(mailQueued, (actor, { mailId }, { mailer }) => sendMail(actor, mailId, mailer)),
  on(jobQueued, (actor, { jobId }, { printerHosts }) =>
    sendPrintJob(actor, jobId, { allowHosts: printerHosts }),
  ),
  on(jobOffered, (actor, handed) =>
    inTenant(actor, 'read write', (tx) => asking.giveUpPrintJob(tx, handed)),
  ),
]

type Receipt = Awaited<ReturnType<typeof getReceipt>>

/** Queues a receipt where the shop wants it; without a printer the till has shown it already. */
async function queueReceipt(tx: Tx, receipt: Receipt, copyNo: number, openDrawer: boolean) {
  const destinations = await destinationsOf(tx, 'receipt', receipt.tillId)
  if (destinations.length === 0) return
  const document = await receiptDocument(receipt, 'receipt', { isReprint: copyNo > 1 })
  const about = { document, sourceType: 'sale', sourceId: receipt.sale.id, copyNo, openDrawer }
  await queueCopies(tx, destinations, about)
}

/** One paper at every place where the shop wants it; the drawer opens at the first. */
async function queueCopies(
  tx: Tx,
  destinations: readonly Destination[],
  paper: PrintRequest & { copyNo: number },
) {
  const { sourceType, copyNo, openDrawer } = paper
  for (const [index, printerId] of eachCopy(destinations).entries()) {
    const isFirst = index === 0
    await queuePrintJob(tx, {
      ...paper,
      printerId,
      // A copy for the shop's own file is no reprint: those count by themselves.
      sourceType: isFirst ? sourceType : `${sourceType}_copy`,
      copyNo: isFirst ? copyNo : (copyNo - 1) * 100 + index,
      openDrawer: isFirst && openDrawer,
    })
  }
}

/** Where tickets go, in a shop that has them printed. */
async function ticketRoutesOf(tx: Tx) {
  const routes = await listTicketRoutes(tx)
  if (routes.length === 0) return routes
  const { ticketPaper } = await getTillRules(tx)
  return ticketPaper === 'always' ? routes : []
}

/** Queues what a till asked for and does not print itself; a shop without a printer has none of it. */
async function printWanted(tx: Tx, wanted: PaperWanted) {
  const { tillId } = wanted
  if (wanted.kind === 'shift_close') {
    const document = await shiftDocument(tx, wanted.shiftId, new Date())
    return queuePaper(tx, { document, sourceType: wanted.kind, requestId: wanted.shiftId, tillId })
  }
  const payment = await findTabPayment(tx, wanted.paymentId)
  if (!payment) return
  const document = await tabReceipt(tx, payment)
  await queuePaper(tx, { document, sourceType: wanted.kind, requestId: wanted.paymentId, tillId })
}

/** Queues what kitchen and counter have to make, each what is theirs. */
async function queueTickets(
  tx: Tx,
  { sale, shop, language, tillId }: Receipt,
  routes: Awaited<ReturnType<typeof listTicketRoutes>>,
) {
  const texts = receiptTexts(language)
  const lines = sale.lines.map(texts.withUnitLabel)
  for (const [index, plan] of planTickets(routes, lines, tillId).entries()) {
    const order = {
      orderNo: sale.receiptNo,
      orderedAt: sale.soldAt,
      tillName: sale.tillName,
      customerName: sale.customerName,
      lines: plan.lines,
      isReprint: false,
    }
    const document = buildOrderTicket(order, shop, texts.t, { language: texts.language })
    for (let copy = 1; copy <= plan.copies; copy += 1) {
      await queuePrintJob(tx, {
        printerId: plan.printerId,
        document,
        sourceType: 'sale',
        sourceId: sale.id,
        copyNo: index * 10 + copy,
        // Nobody cooks what was ordered hours ago.
        expiresAt: new Date(Date.now() + TICKET_MS),
      })
    }
  }
}

/** Queues the slip of a refund where the till's receipts go. */
async function printRefundSlip(tx: Tx, refundId: string, openDrawer: boolean) {
  const { refund, shop, language, tillId } = await getRefundSlip(tx, refundId)
  const destinations = await destinationsOf(tx, 'receipt', tillId)
  if (destinations.length === 0) return
  const texts = receiptTexts(language)
  const slip = { ...refund, lines: refund.lines.map(texts.withUnitLabel) }
  const document = buildRefundSlip(slip, shop, texts.t, { language: texts.language })
  const about = { sourceType: 'sale_refund', sourceId: refundId, copyNo: 1, openDrawer }
  await queueCopies(tx, destinations, { document, ...about })
}

/** Tells everybody who listens. A listener may hear the same event twice and must not mind. */
export async function deliver(envelope: Envelope, outside: Outside): Promise<void> {
  for (const listener of LISTENERS) {
    if (listener.event.name === envelope.event) await listener.hear(envelope, outside)
  }
}
