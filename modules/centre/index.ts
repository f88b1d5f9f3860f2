/** Classes of a digital-care centre: planned, opened, attended, and watched while they run. */

export { issueClassCertificates, listClassCertificates } from './class-certificates.ts'
export { listAttendance, listFirstAnswers } from './class-papers.ts'
export { type AskedQuestion, type ClassLearner, getClassView } from './class-view.ts'
export { unknownCode } from './errors.ts'
export { joinClass } from './join-class.ts'
export { exportLearner, getLearnerRecord } from './learner-record.ts'
export { type NotedAttendance, noteAttendance } from './note-attendance.ts'
export { noteCards } from './note-card.ts'
export {
  addVenue,
  closeClass,
  enrolLearner,
  measureClass,
  openClass,
  planClass,
  unenrolLearner,
} from './plan-class.ts'
export {
  getClass,
  getLearnSnapshot,
  instantAt,
  listClasses,
  listUnmeasured,
  listVenues,
} from './queries.ts'
export { takeHelp } from './take-help.ts'
export { whoseResults } from './whose-results.ts'
