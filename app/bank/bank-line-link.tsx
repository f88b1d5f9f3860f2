import { Link } from '@remix-run/react'
import { Landmark } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { useOffice } from '#app/reports/use-office.ts'

/** From an entry of the books to the line of the bank that it stands for. */
export function BankLineLink({ line }: { line: { id: string; bankAccountId: string } }) {
  const { slug } = useOffice()
  const { t } = useTranslation('banking')
  return (
    <div>
      <Link
        to={`/${slug}/books/bank/${line.bankAccountId}/lines/${line.id}`}
        className={buttonClass({ kind: 'plain' })}
      >
        <ButtonFace icon={Landmark}>{t('entryLine')}</ButtonFace>
      </Link>
    </div>
  )
}
