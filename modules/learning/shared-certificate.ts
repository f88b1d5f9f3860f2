import type { CourseLanguage } from './shared-course.ts'

/** A course as a certificate tells of it: as it was on the day, in every language. */
export interface CertifiedCourse {
  title: Record<CourseLanguage, string>
  /** What was mastered; what was not is nobody's matter. */
  outcomes: { id: string; text: Record<CourseLanguage, string> }[]
}

export interface Certificate {
  id: string
  learnerId: string
  courseId: string
  /** As on the paper; null once its owner was forgotten. */
  name: string | null
  /** The paper is in it. */
  language: CourseLanguage
  course: CertifiedCourse
  finishedAt: Date
  issuedAt: Date
  code: string
  revokedAt: Date | null
  reason: string | null
}

/** What a paper is called by when people speak of it: short, and of no use to open it. */
export const certificateNo = (id: string): string => id.slice(-8).toUpperCase()

/** Where anybody sees that a certificate is genuine. */
export const certificateUrl = (origin: string, code: string): string => `${origin}/c/${code}`
