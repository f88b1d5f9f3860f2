import { expect, test } from 'vitest'
import { type CertificateSheet, qrCode, renderCertificate } from '#modules/printing/index.ts'
import { textOf } from './pdf-text.ts'

const URL = 'https://till.example/c/0123456789abcdefghjkmnpqrs'
const SHEET: CertificateSheet = {
  language: 'zh-TW',
  centreName: '溪口數位據點',
  title: '結業證明',
  lead: '這張證明',
  name: '潘春梅',
  text: '完成「三招保平安：停、問、救」',
  learned: '學會了',
  outcomes: ['電話怪怪的，敢掛斷', '被騙了，馬上打 165 和銀行'],
  rows: [{ label: '完成日期', value: '民國115年11月27日' }],
  code: { ...qrCode(URL), caption: '掃一下，看是不是真的', url: URL },
  issuedAt: new Date('2026-11-27T02:00:00Z'),
}

const bare = (text: string) => text.replace(/\s/g, '')

test('a certificate is one sheet of A4 across that says everything as letters', async () => {
  const pdf = await renderCertificate(SHEET)
  expect(pdf.toString('latin1')).toContain('/MediaBox [0 0 841.89 595.28]')
  expect(pdf.toString('latin1').match(/\/Type \/Page\n/g)).toHaveLength(1)
  const text = bare(textOf(pdf))
  const { centreName, title, name, outcomes, rows, learned } = SHEET
  for (const said of [centreName, title, name, learned, ...outcomes, rows[0]?.value ?? ''])
    expect(text).toContain(bare(said))
  expect(text).toContain('till.example/c/0123456789abcdefghjkmnpqrs')
})

test.each([
  'Kaʉmu ɨ́ḻa Ngayaw’an',
  'Ljavuras ʉʉ Rʉkaɨ ŋ ɬ é ê ë ə ṟ Nguyễn Thị Thu Hương',
  '<b>王</b> & 李 =1+1',
  'W'.repeat(60),
  '春'.repeat(60),
])('the name %s stands on it whole', async (name) => {
  const text = bare(textOf(await renderCertificate({ ...SHEET, name })))
  expect(text).not.toContain('\u0000')
  expect(text.normalize('NFC')).toContain(bare(name).normalize('NFC'))
})
