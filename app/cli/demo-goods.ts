import type { Unit } from '#modules/inventory/shared.ts'

export interface DemoCategory {
  name: string
  en: string
  pictogram: string
}

export const DEMO_CATEGORIES = {
  drinks: { name: '飲料', en: 'Drinks', pictogram: 'bottle' },
  staples: { name: '米油調味', en: 'Rice, oil, sauces', pictogram: 'oil' },
  snacks: { name: '零食', en: 'Snacks', pictogram: 'candy' },
  fresh: { name: '蔬果生鮮', en: 'Fresh food', pictogram: 'cabbage' },
  household: { name: '日用品', en: 'Household', pictogram: 'broom' },
} as const satisfies Record<string, DemoCategory>

export interface DemoProduct {
  name: string
  en: string
  category: keyof typeof DEMO_CATEGORIES
  unit: Unit
  price: number
  cost: number
  pictogram: string
  /** Twelve digits; the check digit is added. Weighed goods have none. */
  barcode?: string
  stock: number
  reorder?: number
  favourite?: boolean
  exempt?: boolean
}

const p = (product: DemoProduct): DemoProduct => product

/** A village grocery: the shelf of the design's first picture. Barcodes are invented. */
export const DEMO_PRODUCTS: DemoProduct[] = [
  p({ name: '雞蛋 10 入', en: 'Eggs, 10', category: 'fresh', unit: 'box', price: 78, cost: 62, pictogram: 'eggs', barcode: '471000010001', stock: 40, reorder: 8, favourite: true, exempt: true }),
  p({ name: '白米 2 公斤', en: 'Rice 2 kg', category: 'staples', unit: 'bag', price: 165, cost: 132, pictogram: 'rice-sack', barcode: '471000010023', stock: 30, reorder: 6, favourite: true, exempt: true }),
  p({ name: '冬瓜茶', en: 'Winter melon tea', category: 'drinks', unit: 'bottle', price: 25, cost: 16, pictogram: 'tea-carton', barcode: '471000010035', stock: 90, reorder: 12, favourite: true }),
  p({ name: '高麗菜', en: 'Cabbage', category: 'fresh', unit: 'catty', price: 35, cost: 22, pictogram: 'cabbage', stock: 60, reorder: 5, favourite: true, exempt: true }),
  p({ name: '鮪魚罐頭', en: 'Canned tuna', category: 'staples', unit: 'can', price: 42, cost: 30, pictogram: 'can-fish', barcode: '471000010042', stock: 60, reorder: 10, favourite: true }),
  p({ name: '醬油 600 ml', en: 'Soy sauce 600 ml', category: 'staples', unit: 'bottle', price: 68, cost: 50, pictogram: 'soy-sauce', barcode: '471000010053', stock: 24, reorder: 6, favourite: true }),
  p({ name: '沙拉油 1 公升', en: 'Salad oil 1 l', category: 'staples', unit: 'bottle', price: 95, cost: 74, pictogram: 'oil', barcode: '471000010064', stock: 22, reorder: 5, favourite: true }),
  p({ name: '碗裝泡麵', en: 'Bowl noodles', category: 'snacks', unit: 'piece', price: 28, cost: 19, pictogram: 'instant-noodles', barcode: '471000010068', stock: 80, reorder: 15, favourite: true }),
  p({ name: '厚片吐司', en: 'Thick toast', category: 'snacks', unit: 'bag', price: 45, cost: 33, pictogram: 'toast', barcode: '471000010071', stock: 24, reorder: 4, favourite: true }),
  p({ name: '鮮奶 936 ml', en: 'Fresh milk 936 ml', category: 'drinks', unit: 'bottle', price: 92, cost: 76, pictogram: 'milk', barcode: '471000010074', stock: 30, reorder: 6, favourite: true }),
  p({ name: '香蕉', en: 'Bananas', category: 'fresh', unit: 'catty', price: 30, cost: 18, pictogram: 'banana', stock: 55, reorder: 5, favourite: true, exempt: true }),
  p({ name: '地瓜', en: 'Sweet potatoes', category: 'fresh', unit: 'catty', price: 25, cost: 14, pictogram: 'sweet-potato', stock: 60, reorder: 5, favourite: true, exempt: true }),
  p({ name: '板豆腐', en: 'Firm tofu', category: 'fresh', unit: 'piece', price: 20, cost: 13, pictogram: 'tofu', barcode: '471000010078', stock: 45, reorder: 5, favourite: true }),
  p({ name: '砂糖 500 克', en: 'Sugar 500 g', category: 'staples', unit: 'bag', price: 38, cost: 28, pictogram: 'sugar', barcode: '471000010080', stock: 26, reorder: 5, favourite: true }),
  p({ name: '礦泉水', en: 'Mineral water', category: 'drinks', unit: 'bottle', price: 20, cost: 11, pictogram: 'water', barcode: '471000010082', stock: 120, reorder: 24, favourite: true }),
  p({ name: '三號電池 4 入', en: 'AA batteries, 4', category: 'household', unit: 'pack', price: 60, cost: 41, pictogram: 'battery', barcode: '471000010083', stock: 30, reorder: 5, favourite: true }),
  p({ name: '蚊香一盒', en: 'Mosquito coils', category: 'household', unit: 'box', price: 55, cost: 40, pictogram: 'mosquito-coil', barcode: '471000010031', stock: 3, reorder: 4, favourite: true }),
  p({ name: '盒裝面紙', en: 'Tissues', category: 'household', unit: 'box', price: 39, cost: 27, pictogram: 'tissues', barcode: '471000010085', stock: 40, reorder: 8, favourite: true }),
  p({ name: '洗衣粉', en: 'Washing powder', category: 'household', unit: 'box', price: 85, cost: 64, pictogram: 'washing-powder', barcode: '471000010088', stock: 20, reorder: 4, favourite: true }),
  p({ name: '瓦斯罐', en: 'Gas canister', category: 'household', unit: 'can', price: 39, cost: 28, pictogram: 'gas-canister', barcode: '471000010011', stock: 9, reorder: 6, favourite: true }),
  p({ name: '茶葉 150 克', en: 'Tea leaves 150 g', category: 'drinks', unit: 'bag', price: 180, cost: 130, pictogram: 'tea-leaves', barcode: '471000010090', stock: 18, reorder: 3 }),
  p({ name: '餅乾', en: 'Cookies', category: 'snacks', unit: 'pack', price: 32, cost: 22, pictogram: 'cookies', barcode: '471000010091', stock: 50, reorder: 8 }),
  p({ name: '花生', en: 'Peanuts', category: 'snacks', unit: 'bag', price: 50, cost: 35, pictogram: 'peanuts', barcode: '471000010092', stock: 32, reorder: 5 }),
  p({ name: '肥皂', en: 'Soap', category: 'household', unit: 'piece', price: 22, cost: 14, pictogram: 'soap', barcode: '471000010093', stock: 44, reorder: 6 }),
]
