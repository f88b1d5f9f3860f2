/** A statement of xAPI 1.0.3, as far as ours go. */
export interface Statement {
  id: string
  version: '1.0.0'
  /** Opaque: no name leaves the centre with it. */
  actor: { objectType: 'Agent'; account: { homePage: string; name: string } }
  verb: { id: string; display: Record<string, string> }
  object: {
    objectType: 'Activity'
    id: string
    definition: {
      type: string
      name?: Record<string, string>
      description?: Record<string, string>
      interactionType?: 'choice' | 'sequencing' | 'matching' | 'fill-in'
      correctResponsesPattern?: string[]
    }
  }
  result?: {
    success?: boolean
    completion?: boolean
    score?: { scaled: number }
    response?: string
    /** ISO 8601. */
    duration?: string
  }
  context: {
    registration: string
    contextActivities: {
      grouping: { objectType: 'Activity'; id: string }[]
      parent?: { objectType: 'Activity'; id: string }[]
      category?: { objectType: 'Activity'; id: string }[]
    }
    extensions?: Record<string, string | number | boolean>
  }
  timestamp: string
  stored: string
}

const verb = (id: string, en: string, chinese: string) => ({
  id,
  display: { 'en-US': en, 'zh-TW': chinese },
})

const ADL = 'http://adlnet.gov/expapi/verbs'

/** The verbs of cmi5, and the one of its questions. */
export const VERBS = {
  initialized: verb(`${ADL}/initialized`, 'initialized', '開始'),
  answered: verb(`${ADL}/answered`, 'answered', '回答'),
  completed: verb(`${ADL}/completed`, 'completed', '完成'),
  passed: verb(`${ADL}/passed`, 'passed', '通過'),
  terminated: verb(`${ADL}/terminated`, 'terminated', '結束'),
} as const

export const CMI5 = {
  category: 'https://w3id.org/xapi/cmi5/context/categories/cmi5',
  moveOn: 'https://w3id.org/xapi/cmi5/context/categories/moveon',
  session: 'https://w3id.org/xapi/cmi5/context/extensions/sessionid',
  masteryScore: 'https://w3id.org/xapi/cmi5/context/extensions/masteryscore',
} as const

/** Milliseconds as a duration of ISO 8601, to a hundredth of a second as xAPI has it: PT4.25S. */
export const isoDuration = (ms: number): string => `PT${Math.round(Math.max(0, ms) / 10) / 100}S`
