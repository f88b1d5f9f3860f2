import count from './count.json'
import learn from './learn.json'
import office from './office.ts'
import ownphone from './ownphone.json'
import refund from './refund.json'
import till from './till.json'
import tillprinter from './tillprinter.json'

/** Every text of this language: the office's, and those of the till and of learners, which are apps of their own. */
const texts = { ...office, count, learn, ownphone, refund, till, tillprinter }
export default texts
