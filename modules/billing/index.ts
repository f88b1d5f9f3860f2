/** What a tenant uses and will pay for. */

export { listUsageDays, type UsageDay } from './queries.ts'
export { recordUsage, type UsageInput } from './record-usage.ts'
