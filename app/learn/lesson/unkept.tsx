import { useTranslation } from 'react-i18next'

/** The device could not keep the last step: the lesson goes on, and somebody should know. */
export function Unkept() {
  const { t } = useTranslation('lesson')
  return (
    <div className="lesson-said" role="alert">
      <div>
        <p className="lesson-said-title">{t('unkept.title')}</p>
        <p>{t('unkept.what')}</p>
      </div>
    </div>
  )
}
