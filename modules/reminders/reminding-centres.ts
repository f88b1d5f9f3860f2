import type { Db } from '#modules/kernel/db.ts'
import { findRemindingCentres } from './repository.ts'

/** The centres where anybody ever agreed to letters, for the job of the day. */
export const listRemindingCentres = (db: Db): Promise<string[]> => findRemindingCentres(db)
