import { Form, Link } from '@remix-run/react'
import { DoorOpen, Eye } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Tag } from '#app/components/tag.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import type { DescribedClass } from './class-live.ts'
import { useClassWords } from './class-words.ts'

/** Classes one below the other, each with the one thing to do with it now. */
export function ClassCards({ classes, hasBig }: { classes: DescribedClass[]; hasBig?: boolean }) {
  return (
    <ul className="class-cards">
      {classes.map((row, index) => (
        <ClassCard key={row.id} row={row} isBig={hasBig === true && index === 0} />
      ))}
    </ul>
  )
}

function ClassCard({ row, isBig }: { row: DescribedClass; isBig: boolean }) {
  const { t } = useTranslation('classes')
  const { slug } = useOffice()
  const { line } = useClassWords()
  const address = `/${slug}/classes/${row.id}`
  return (
    <li className="class-card">
      <div className="class-card-words">
        <h3>
          <Link to={address}>{row.title}</Link>
        </h3>
        <p className="muted">{line(row)}</p>
        <p className="row">
          <span>{t('members', { count: row.memberCount })}</span>
          {row.isOpen && <Tag tone="tea">{t('is_open')}</Tag>}
          {row.isClosed && <span className="muted">{t('is_closed')}</span>}
        </p>
      </div>
      {row.isOpen && (
        <Link
          to={address}
          className={buttonClass({
            kind: isBig ? 'primary' : 'outline',
            size: isBig ? 'pay' : 'key',
          })}
        >
          <ButtonFace icon={Eye}>{t('look')}</ButtonFace>
        </Link>
      )}
      {!row.isOpen && !row.isClosed && (
        <Form method="post" action={address}>
          <input type="hidden" name="intent" value="open" />
          <Button
            type="submit"
            kind={isBig ? 'primary' : 'outline'}
            size={isBig ? 'pay' : 'key'}
            icon={DoorOpen}
            wide
          >
            {t('open')}
          </Button>
        </Form>
      )}
    </li>
  )
}
