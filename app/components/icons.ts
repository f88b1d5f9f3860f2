import { createLucideIcon } from 'lucide-react'

// Signs of the trade that the icon set lacks, on the same 24 grid with the same 2 px line.

/** 行動支付: a phone that shows a code. */
export const PhonePayIcon = createLucideIcon('phone-pay', [
  ['rect', { x: '6', y: '2', width: '12', height: '20', rx: '2', key: 'phone' }],
  [
    'path',
    { d: 'M9.5 6.5h1.5M13.5 6.5h1M9.5 10h1M13.5 10h1.5M9.5 13.5h2M14.5 13.5h.01', key: 'code' },
  ],
  ['path', { d: 'M11 18h2', key: 'home' }],
])
