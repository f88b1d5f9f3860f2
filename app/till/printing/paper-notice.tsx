import { Check, Printer } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Notice } from '#app/components/notice.tsx'
import type { WorkingTill } from '../working-till.ts'
import { changeBoard, type PaperBoard } from './paper-board.ts'
import { decidePaper } from './papers.ts'

/** A paper that did not come out, calmly: the money is safe, and one press prints it again. */
export function PaperNotice({ till, board }: { till: WorkingTill; board: PaperBoard }) {
  const { t } = useTranslation('tillprinter')
  const [isBusy, setIsBusy] = useState(false)
  const [paper] = board.troubles
  if (!paper) {
    return (
      <div className="till-notice">
        <Notice
          kind="waiting"
          icon={Printer}
          title={t('drawer.title')}
          announce
          actions={
            <Button onClick={() => changeBoard({ isDrawerShut: false })}>{t('understood')}</Button>
          }
        >
          {t('drawer.text')}
        </Notice>
      </div>
    )
  }
  const decide = async (decision: 'again' | 'cameOut' | 'letGo') => {
    setIsBusy(true)
    await decidePaper(till, paper.jobId, decision)
    setIsBusy(false)
  }
  const isUnknown = paper.state === 'unknown'
  const isSale = paper.sourceType === 'sale'
  const others = board.troubles.length - 1
  const safe = isSale ? t('trouble.safe_sale') : t('trouble.safe')
  return (
    <div className="till-notice">
      <Notice
        kind="waiting"
        icon={Printer}
        title={
          isUnknown
            ? t('trouble.unknown_title', { paper: paper.title })
            : t('trouble.failed_title', { paper: paper.title })
        }
        announce
        meta={
          others > 0
            ? t('trouble.others', { no: paper.no, n: others })
            : paper.no && t('trouble.no', { no: paper.no })
        }
        actions={
          <>
            {isUnknown && (
              <Button icon={Check} busy={isBusy} onClick={() => void decide('cameOut')}>
                {t('trouble.came_out')}
              </Button>
            )}
            <Button icon={Printer} busy={isBusy} onClick={() => void decide('again')}>
              {t('trouble.again')}
            </Button>
            <Button busy={isBusy} onClick={() => void decide('letGo')}>
              {t('trouble.let_go')}
            </Button>
          </>
        }
      >
        {isUnknown ? t('trouble.unknown_text', { safe }) : t('trouble.failed_text', { safe })}
      </Notice>
    </div>
  )
}
