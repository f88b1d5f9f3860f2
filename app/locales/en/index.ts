import learn from './learn.json'
import office from './office.ts'
import refund from './refund.json'
import till from './till.json'

/** Every text of this language: the office's, and those of the till and of learners, which are apps of their own. */
const texts = { ...office, learn, refund, till }
export default texts
