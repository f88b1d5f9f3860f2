import { products } from '#app/api/products.ts'

export const loader = products.loader
export const action = products.action
