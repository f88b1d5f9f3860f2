import { Form, Link } from '@remix-run/react'
import { Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { DataTable } from '#app/components/data-table.tsx'
import { Disclosure } from '#app/components/disclosure.tsx'
import { Notice } from '#app/components/notice.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { type Difference, useDifferenceColumns } from './difference-columns.tsx'

interface Line extends Difference {
  /** Null: nobody counted it. */
  countedAt: string | null
}

export interface PostedProps {
  stocktake: {
    state: string
    posted: readonly Line[]
    actId: string | null
    undoActId: string | null
  }
  undoId: string
  mayManage: boolean
}

/** What a stocktake came to, once it has ended, and taking it back. */
export function Posted({ stocktake, undoId, mayManage }: PostedProps) {
  const { t } = useTranslation('counts')
  const { slug } = useOffice()
  const { posted, actId, undoActId } = stocktake
  const columns = useDifferenceColumns<Line>(({ countedAt }) =>
    countedAt === null ? t('one.notCounted') : '',
  )
  if (actId === null) return <Notice kind="waiting" title={t('one.dropped')} />
  const differing = posted.filter((line) => line.countedMilli !== line.expectedMilli)
  const sameCount = posted.length - differing.length
  return (
    <>
      {undoActId !== null && (
        <Notice
          kind="waiting"
          title={t('one.undone')}
          actions={<Link to={`/${slug}/stock/changes/${undoActId}`}>{t('one.seeUndo')}</Link>}
        />
      )}
      <Card title={t('one.postedTitle')}>
        <DataTable
          caption={t('one.postedTitle')}
          columns={columns}
          rows={differing}
          rowKey={(line) => line.productId}
          empty={t('one.same')}
        />
        {sameCount > 0 && differing.length > 0 && <p>{t('one.sameCount', { count: sameCount })}</p>}
      </Card>
      <div className="row">
        <Link to={`/${slug}/stock/changes/${actId}`} className={buttonClass({ kind: 'quiet' })}>
          {t('one.seeAct')}
        </Link>
        {undoActId === null && mayManage && (
          <Disclosure label={t('one.undo')} icon={Undo2}>
            <p>{t('one.undoLead')}</p>
            <Form method="post">
              <input type="hidden" name="intent" value="undo" />
              <input type="hidden" name="id" value={undoId} />
              <input type="hidden" name="actId" value={actId} />
              <Button type="submit" icon={Undo2}>
                {t('one.undoYes')}
              </Button>
            </Form>
          </Disclosure>
        )}
      </div>
    </>
  )
}
