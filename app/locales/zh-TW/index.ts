import office from './office.ts'
import refund from './refund.json'
import till from './till.json'
import tillprinter from './tillprinter.json'

/** Every text of this language: the office's, and those of the till, which is an app of its own. */
const texts = { ...office, refund, till, tillprinter }
export default texts
