/** Courses, what learners do in them, and what they have learned. */

export {
  findMedia,
  findPack,
  getCourse,
  listCatalogue,
  listCourses,
  openCatalogue,
} from './catalogue.ts'
export * as certificates from './certificates.ts'
export { type LearnerDue, listDue } from './due.ts'
export { LearnBatch } from './event-bodies.ts'
export { ingestLearnEvents, type LearnReply } from './ingest-learn-events.ts'
export {
  addLearnDevice,
  checkLearnDevice,
  findClassOfCode,
  type LearnDevice,
  noteLearnDevice,
  readLearnToken,
} from './learn-devices.ts'
export { listLearnPersons } from './learn-persons.ts'
export * as photos from './learner-photos.ts'
export * as phones from './own-phones.ts'
export {
  findLearnersOfCards,
  getLearner,
  listLearnDevices,
  listLearnEvents,
  listLearners,
  listLessonEvents,
  listSittings,
  revokeLearnDevice,
} from './queries.ts'
export * as questionFiles from './question-files.ts'
export { type Problem, type ReadCourse, readCourse, readCourses } from './read-course.ts'
export * as reported from './reported.ts'
export { getCourseResults, getLearnerResults, type Whose } from './results.ts'
export {
  addLearner,
  addLearners,
  choosePictures,
  endLearner,
  eraseLearner,
  makeCard,
  renameLearner,
} from './save-learner.ts'
export * as translations from './translations.ts'
export * as voices from './voices.ts'
export * as cases from './weekly-cases.ts'
export { listStatements, type StatementWords } from './xapi.ts'
