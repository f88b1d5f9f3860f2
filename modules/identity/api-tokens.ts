/** The secrets of machines that work for a tenant. */
export { createApiToken } from './create-api-token.ts'
export { listApiTokens } from './queries.ts'
export { revokeApiToken } from './revoke-api-token.ts'
