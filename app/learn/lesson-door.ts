export { LessonPlayer } from './lesson-placeholder.tsx'
