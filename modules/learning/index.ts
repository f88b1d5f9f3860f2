/** Courses, what learners do in them, and what they have learned. */

export { type Problem, type ReadCourse, readCourse, readCourses } from './read-course.ts'
