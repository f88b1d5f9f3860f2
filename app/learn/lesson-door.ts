import './lesson/lesson.css'

export { LessonPlayer } from './lesson/lesson-player.tsx'
