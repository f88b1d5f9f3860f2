import { createContext } from 'react'
import type { Preferences } from './server/preferences.server.ts'

/**
 * What every page knows before any loader has run, error pages too: the nonce of its scripts (on the
 * server only) and how the person wants to see it.
 */
export interface PageContext {
  nonce?: string
  preferences: Preferences
}

export const PageContext = createContext<PageContext>({
  preferences: { language: 'zh-TW', theme: 'system', text: 'base' },
})
