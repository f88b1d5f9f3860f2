import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Disclosure } from '#app/components/disclosure.tsx'

/** Ends a stocktake without booking anything, after one more press. */
export function DropForm() {
  const { t } = useTranslation('counts')
  return (
    <Disclosure label={t('one.drop')} kind="quiet">
      <p>{t('one.dropLead')}</p>
      <Form method="post">
        <input type="hidden" name="intent" value="drop" />
        <Button type="submit" kind="danger">
          {t('one.dropYes')}
        </Button>
      </Form>
    </Disclosure>
  )
}
