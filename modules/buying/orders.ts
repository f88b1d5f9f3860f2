/** What was ordered, and what of it is still to come. */
export { getOrder, type ListedOrder, listOrders, type Order } from './queries-orders.ts'
export { saveOrder } from './save-order.ts'
export { cancelOrder, closeOrder, sendOrder } from './step-order.ts'
export { type SuggestedLine, type SuggestedOrder, suggestOrders } from './suggest-order.ts'
