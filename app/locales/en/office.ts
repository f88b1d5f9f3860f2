import banking from './banking.json'
import books from './books.json'
import buying from './buying.json'
import cases from './cases.json'
import classes from './classes.json'
import common from './common.json'
import components from './components.json'
import consignment from './consignment.json'
import counts from './counts.json'
import customer from './customer.json'
import errors from './errors.json'
import goods from './goods.json'
import home from './home.json'
import identity from './identity.json'
import learned from './learned.json'
import ledger from './ledger.json'
import lesson from './lesson.json'
import mail from './mail.json'
import measure from './measure.json'
import phones from './phones.json'
import photo from './photo.json'
import printers from './printers.json'
import questions from './questions.json'
import receipt from './receipt.json'
import reminders from './reminders.json'
import scam from './scam.json'
import settings from './settings.json'
import shift from './shift.json'
import statements from './statements.json'
import stock from './stock.json'
import stockreports from './stockreports.json'
import tabs from './tabs.json'
import tax from './tax.json'
import tills from './tills.json'
import today from './today.json'
import voices from './voices.json'

/** The texts of the office, one namespace a module. */
const texts = {
  banking,
  books,
  buying,
  cases,
  classes,
  common,
  components,
  consignment,
  counts,
  customer,
  errors,
  goods,
  home,
  identity,
  learned,
  ledger,
  lesson,
  mail,
  measure,
  phones,
  photo,
  printers,
  questions,
  receipt,
  reminders,
  scam,
  settings,
  shift,
  statements,
  stock,
  stockreports,
  tabs,
  tax,
  tills,
  today,
  voices,
}
export default texts
