/** What happens to goods beside buying and selling, and taking it back. */
export { takeForOwnUse, throwAway } from './book-act.ts'
export { carryGoods } from './carry-goods.ts'
export { makeGoods } from './make-goods.ts'
export { type ActDetail, getAct, type ListedAct, listActs } from './queries-acts.ts'
export { undoAct } from './undo-act.ts'
