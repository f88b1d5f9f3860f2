/** Classes of a digital-care centre: planned, opened, attended, and watched while they run. */

export { issueClassCertificates, listClassCertificates } from './class-certificates.ts'
export { type ClassLearner, getClassView, type HardQuestion } from './class-view.ts'
export { unknownCode } from './errors.ts'
export { joinClass } from './join-class.ts'
export { type NotedAttendance, noteAttendance } from './note-attendance.ts'
export {
  addVenue,
  closeClass,
  enrolLearner,
  openClass,
  planClass,
  unenrolLearner,
} from './plan-class.ts'
export { getClass, getLearnSnapshot, listClasses, listVenues } from './queries.ts'
export { whoseResults } from './whose-results.ts'
