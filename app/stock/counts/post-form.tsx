import { Form, useNavigation } from '@remix-run/react'
import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { RadioGroup } from '#app/components/choices.tsx'
import { formatMoney } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import type { Review } from './differences.tsx'

export interface PostFormProps {
  /** The act's id, made when the differences were shown. */
  id: string
  review: Review
  /** Names of tills that may hold sales which nobody here has heard of. */
  quietTills: readonly string[]
  error: string | undefined
}

/** Books what was found; the one question before is what becomes of goods that nobody counted. */
export function PostForm({ id, review, quietTills, error }: PostFormProps) {
  const { t } = useTranslation('counts')
  const navigation = useNavigation()
  const isBusy = navigation.formData?.get('intent') === 'post'
  const lost = t('one.missedLead', { amount: formatMoney(review.zeroLossMinor) })
  return (
    <Card title={t('one.postTitle')}>
      <Form method="post" className="stack">
        <input type="hidden" name="intent" value="post" />
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="seen" value={review.entryCount} />
        <p>{t('one.postLead')}</p>
        {quietTills.length > 0 && (
          <Notice kind="waiting" title={t('one.quiet', { names: quietTills.join('、') })}>
            {t('one.quietMeans')}
          </Notice>
        )}
        {review.uncounted.length === 0 ? (
          <input type="hidden" name="uncounted" value="leave" />
        ) : (
          <RadioGroup
            legend={t('one.uncounted')}
            name="uncounted"
            defaultValue="leave"
            options={[
              { value: 'leave', label: t('one.leave'), hint: t('one.leaveHint') },
              { value: 'zero', label: t('one.zero'), hint: `${t('one.zeroHint')}${lost}` },
            ]}
          />
        )}
        {error && (
          <p className="field-error" role="alert">
            {error}
          </p>
        )}
        <div className="row">
          <Button
            type="submit"
            kind="primary"
            size="key"
            icon={Check}
            busy={isBusy}
            busyLabel={t('one.posting')}
          >
            {t('one.post')}
          </Button>
        </div>
      </Form>
    </Card>
  )
}
