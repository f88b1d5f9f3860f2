import { nothingHere } from '#app/api/openapi.ts'

export const loader = nothingHere
export const action = nothingHere
