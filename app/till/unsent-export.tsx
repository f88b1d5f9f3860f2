import './unsent-codes.css'
import { FileDown, Printer } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { formatMoney } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import type { StoredEvent } from '#app/offline/disk.ts'
import { worthOf } from '#modules/pos/shared.ts'
import { qrPath } from './qr-code.ts'
import { readSale } from './receipt.ts'
import { canSeal, type SealedCode, sealCodes, sealFile } from './seal-unsent.ts'
import type { Selling } from './use-selling.ts'
import type { WorkingTill } from './working-till.ts'

/** Nobody waits for more by hand. */
const MOST_EXPORTED = 5_000
/** A page holds four codes; who has more than this on it takes the file. */
const MOST_CODED = 300

/** Two ways for unsent sales to leave this device without a network: a file, and codes on paper. */
export function UnsentExport({ till, selling }: { till: WorkingTill; selling: Selling }) {
  const { t } = useTranslation('till')
  const [codes, setCodes] = useState<SealedCode[]>()
  const [done, setDone] = useState<'file' | 'failed'>()
  const { exportKey } = selling.snapshot
  if (!canSeal() || !exportKey) return <p className="muted">{t('export.impossible')}</p>
  const { tillId } = till.registered
  const trying = (work: () => Promise<void>) => () => {
    setDone(undefined)
    work().catch((cause) => {
      console.error(cause)
      setDone('failed')
    })
  }
  const save = trying(async () => {
    const events = await till.disk.readUnsent(MOST_EXPORTED)
    const text = await sealFile(tillId, events, exportKey)
    download(`tillage-${till.registered.number}-${new Date().toISOString().slice(0, 16)}.txt`, text)
    setDone('file')
  })
  const print = trying(async () => {
    const events = await till.disk.readUnsent(MOST_CODED)
    setCodes(await sealCodes(tillId, events, exportKey))
    requestAnimationFrame(() => requestAnimationFrame(() => window.print()))
  })
  return (
    <section className="stack">
      <h3>{t('export.title')}</h3>
      <p>{t('export.text')}</p>
      <div className="row">
        <Button icon={FileDown} onClick={save}>
          {t('export.file')}
        </Button>
        <Button icon={Printer} onClick={print}>
          {t('export.print')}
        </Button>
      </div>
      {done === 'file' && <Notice kind="done" title={t('export.saved')} announce />}
      {done === 'failed' && <Notice kind="wrong" title={t('export.failed')} announce />}
      {codes && <Codes codes={codes} till={till} selling={selling} />}
    </section>
  )
}

function Codes({
  codes,
  till,
  selling,
}: {
  codes: SealedCode[]
  till: WorkingTill
  selling: Selling
}) {
  const { t } = useTranslation('till')
  const { tenant } = selling.snapshot
  return (
    <div className="unsent-codes">
      <h3>{t('export.page', { shop: tenant.name, till: till.registered.name })}</h3>
      <p>{t('export.page_hint')}</p>
      <ol className="unsent-codes-list">
        {codes.map((code, index) => (
          <li key={code.line} className="unsent-code">
            <Code line={code.line} label={t('export.code', { n: index + 1, of: codes.length })} />
            <p>
              <b>{t('export.code', { n: index + 1, of: codes.length })}</b>{' '}
              {code.parts > 1 && t('export.part', { n: code.part, of: code.parts })}
            </p>
            <ul>
              {code.events.map((event) => (
                <li key={event.eventId}>{wordsOf(event) ?? t('unsent.other')}</li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </div>
  )
}

function Code({ line, label }: { line: string; label: string }) {
  const { size, path } = qrPath(line)
  // Four modules of white around it, as a reader needs.
  return (
    <svg viewBox={`-4 -4 ${size + 8} ${size + 8}`} role="img" aria-label={label}>
      <rect x="-4" y="-4" width={size + 8} height={size + 8} fill="white" />
      <path d={path} fill="black" />
    </svg>
  )
}

function wordsOf(event: StoredEvent): string | undefined {
  const worth = worthOf(event)
  if (worth === undefined) return undefined
  const number = readSale(event)?.receiptNo
  return number ? `${number}　${formatMoney(worth)}` : formatMoney(worth)
}

function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
