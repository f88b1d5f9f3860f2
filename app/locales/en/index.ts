import office from './office.ts'
import till from './till.json'

/** Every text of this language: the office's, and those of the till, which is an app of its own. */
const texts = { ...office, till }
export default texts
