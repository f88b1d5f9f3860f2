import books from './books.json'
import common from './common.json'
import components from './components.json'
import errors from './errors.json'
import goods from './goods.json'
import home from './home.json'
import identity from './identity.json'
import printers from './printers.json'
import receipt from './receipt.json'
import settings from './settings.json'
import till from './till.json'
import today from './today.json'

/** Every text of this language, one namespace a module. */
const texts = {
  books,
  common,
  components,
  errors,
  goods,
  home,
  identity,
  printers,
  receipt,
  settings,
  till,
  today,
}
export default texts
