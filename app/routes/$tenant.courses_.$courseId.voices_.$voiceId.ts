import { z } from 'zod'
import { tenantLoader } from '#app/server/edge.server.ts'
import { answerVoice } from '#app/server/voice.server.ts'

/** A recording for whoever reviews it. Nothing keeps it: it may be taken off at any moment. */
export const loader = tenantLoader(
  'courses.teach',
  z.object({ courseId: z.string(), voiceId: z.uuid() }),
  (tx, { voiceId }) => answerVoice(tx, { id: voiceId }, 'no-store'),
)
