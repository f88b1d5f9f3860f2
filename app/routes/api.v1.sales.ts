import { sales } from '#app/api/sales.ts'

export const loader = sales.loader
export const action = sales.action
