import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { emit } from '#modules/kernel/outbox.ts'
import { readSetting } from '#modules/kernel/settings.ts'
import type { Booked, BookingContext } from './bookers.ts'
import { drawerOpened } from './events.ts'
import { peopleFlags } from './people-flags.ts'
import { insertDrawerOpen } from './repository-shift.ts'
import { TILL_RULES } from './settings.ts'
import type { DrawerOpenedBody } from './shared.ts'

/** Keeps that a drawer was opened without a sale, by whom and why, and announces it where the till does not do it itself. */
export async function bookDrawerOpen(
  tx: Tx,
  body: DrawerOpenedBody,
  { tillId }: BookingContext,
): Promise<Booked> {
  const at = new Date(body.openedAt)
  await insertDrawerOpen(tx, tillId, body)
  await recordAudit(tx, {
    action: 'pos.drawer_opened',
    targetType: 'drawer_open',
    targetId: body.openId,
    detail: {
      reason: body.reason,
      tillId,
      cashierId: body.cashierId,
      approvedById: body.approvedById,
    },
  })
  if (!body.isOpenedHere) {
    await emit(tx, drawerOpened, { openId: body.openId, openedAt: body.openedAt })
  }
  const { drawerNeedsApproval } = await readSetting(tx, TILL_RULES, at)
  return { flags: await peopleFlags(tx, { ...body, at }, drawerNeedsApproval) }
}
