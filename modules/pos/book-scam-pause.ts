import type { Tx } from '#modules/kernel/db.ts'
import { emit } from '#modules/kernel/outbox.ts'
import { readSetting } from '#modules/kernel/settings.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { scamPaused } from './events.ts'
import { insertScamPause } from './repository-scam.ts'
import { TILL_RULES } from './settings.ts'
import type { ScamPausedBody } from './shared.ts'

/**
 * Keeps that the till asked, and how it went on. Where the shop shares its counts, it is announced
 * with the month and the outcome alone.
 */
export async function bookScamPause(
  tx: Tx,
  body: ScamPausedBody,
  device: { tillId: string; timeZone: string },
): Promise<void> {
  await insertScamPause(tx, device.tillId, body)
  const { sharesScamCountsWith } = await readSetting(tx, TILL_RULES)
  if (sharesScamCountsWith === null) return
  await emit(tx, scamPaused, {
    pauseId: body.pauseId,
    month: `${dayIn(device.timeZone, new Date(body.pausedAt)).slice(0, 7)}-01`,
    outcome: body.outcome,
    centre: sharesScamCountsWith,
  })
}
