import './lesson/lesson.css'

export { LessonPlayer } from './lesson/lesson-player.tsx'
export { MeasurePlayer } from './lesson/measure-player.tsx'
