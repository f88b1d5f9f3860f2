import {
  Banknote,
  BookOpen,
  ChartColumn,
  Ellipsis,
  Gauge,
  GraduationCap,
  type LucideIcon,
  NotebookPen,
  Package,
  PackageCheck,
  SlidersHorizontal,
  Sun,
  User,
} from 'lucide-react'
import type { PlaceName } from './places.ts'

/** How many places stand on a phone's bar; the rest wait behind 更多. */
export const ON_BAR = 4

const ICONS: Record<PlaceName | 'me' | 'more', LucideIcon> = {
  today: Sun,
  till: Banknote,
  tabs: NotebookPen,
  goods: Package,
  stock: PackageCheck,
  books: ChartColumn,
  settings: SlidersHorizontal,
  usage: Gauge,
  classDay: Sun,
  courses: BookOpen,
  classes: GraduationCap,
  learners: User,
  results: ChartColumn,
  me: User,
  more: Ellipsis,
}

/** The drawing that stands beside a place's name. */
export const iconOf = (name: PlaceName | 'me' | 'more'): LucideIcon => ICONS[name]
