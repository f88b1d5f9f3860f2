import { quote } from '#app/api/quote.ts'

export const loader = quote.loader
export const action = quote.action
