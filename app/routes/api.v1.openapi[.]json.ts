import { openApi } from '#app/api/openapi.ts'

export const loader = openApi.loader
export const action = openApi.action
