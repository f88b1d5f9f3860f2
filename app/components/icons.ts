import { createLucideIcon } from 'lucide-react'

// Signs of the trade that the icon set lacks, on the same 24 grid with the same 2 px line.

/** 賣東西: a till with its drawer. */
export const TillIcon = createLucideIcon('till', [
  ['path', { d: 'M5 11V6a1.5 1.5 0 0 1 1.5-1.5h11A1.5 1.5 0 0 1 19 6v5', key: 'screen' }],
  ['path', { d: 'M8 8h8', key: 'line' }],
  ['rect', { x: '3', y: '11', width: '18', height: '9', rx: '1.5', key: 'drawer' }],
  ['path', { d: 'M10.5 15h3', key: 'handle' }],
])

/** 行動支付: a phone that shows a code. */
export const PhonePayIcon = createLucideIcon('phone-pay', [
  ['rect', { x: '6', y: '2', width: '12', height: '20', rx: '2', key: 'phone' }],
  [
    'path',
    { d: 'M9.5 6.5h1.5M13.5 6.5h1M9.5 10h1M13.5 10h1.5M9.5 13.5h2M14.5 13.5h.01', key: 'code' },
  ],
  ['path', { d: 'M11 18h2', key: 'home' }],
])

/** 帳本報表: three columns on their ground line. */
export const ReportIcon = createLucideIcon('report', [
  ['path', { d: 'M3 20h18M5.5 20v-9M12 20V4M18.5 20v-6', key: 'columns' }],
])

/** 設定: two sliders. */
export const SettingsIcon = createLucideIcon('settings-two', [
  ['path', { d: 'M3 8h10.5M18.5 8H21M3 16h2.5M10.5 16H21', key: 'lines' }],
  ['circle', { cx: '16', cy: '8', r: '2.5', key: 'upper' }],
  ['circle', { cx: '8', cy: '16', r: '2.5', key: 'lower' }],
])

/** 暫放: two strokes. */
export const ParkIcon = createLucideIcon('park', [
  ['path', { d: 'M9 6v12M15 6v12', key: 'strokes' }],
])
