/** How learners want to be told that something waits for them, and who has been told. */

export { type Choosing, chooseReminder, forgetReminders, REMINDING } from './choose.ts'
export { type DueLearner, listDueLearners } from './list-due.ts'
export { noteTold } from './note-told.ts'
export { exportReminders, getReminderChoice } from './queries.ts'
export { followReminderLink, openReminderLink, type ReminderLink } from './reminder-link.ts'
export { listRemindingCentres } from './reminding-centres.ts'
export { type Compose, type Reminded, writeLetters } from './write-letters.ts'
