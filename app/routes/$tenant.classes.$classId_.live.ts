import { z } from 'zod'
import { readClassLive } from '#app/classes/class-live.server.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'

/** How a class goes on, for pages that are open: asked for every few seconds. */
export const loader = tenantLoader(
  'courses.teach',
  z.object({ classId: z.uuid(), wall: z.string().optional() }),
  async (tx, { classId, wall }, edge) => {
    const { userId } = edge.actor
    const live = await readClassLive(tx, { classId, language: languageOf(edge.request), userId })
    // The wall is told no name at all.
    const told = wall === undefined ? live : { ...live, learners: [] }
    return Response.json(told, { headers: { 'Cache-Control': 'no-store' } })
  },
)
