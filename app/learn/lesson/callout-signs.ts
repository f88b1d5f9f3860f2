import { Hand, Lightbulb, type LucideIcon, PhoneCall, TriangleAlert, Users } from 'lucide-react'
import type { CalloutTone } from '#modules/learning/shared.ts'

/** The sign of what a call-out is about. */
export const CALLOUT_SIGNS: Readonly<Record<CalloutTone, LucideIcon>> = {
  stop: Hand,
  ask: Users,
  rescue: PhoneCall,
  tip: Lightbulb,
  warn: TriangleAlert,
}
