import { z } from 'zod'

/** The query parameters that every list has: where to go on, and how far. */
export const PAGING = {
  after: z.uuid().optional().describe('The `nextAfter` of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('At most 200.'),
}

export const nextAfter = z
  .uuid()
  .nullable()
  .describe('Ask for the next page with `after`; null on the last.')
