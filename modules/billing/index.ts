/** What a tenant uses and will pay for. */
export { recordUsage, type UsageInput } from './record-usage.ts'
