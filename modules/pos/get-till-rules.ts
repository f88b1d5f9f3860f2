import type { Tx } from '#modules/kernel/db.ts'
import { readSetting } from '#modules/kernel/settings.ts'
import { TILL_RULES } from './settings.ts'
import type { TillRules } from './shared.ts'

/** How the shop wants its tills to behave now. */
export const getTillRules = (tx: Tx): Promise<TillRules> => readSetting(tx, TILL_RULES)
