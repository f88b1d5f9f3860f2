import { Form } from '@remix-run/react'
import { Smartphone } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { CopyField } from '#app/components/copy-field.tsx'
import { QrCode } from '#app/components/qr-code.tsx'

interface Made {
  link: string
  squares: string[]
}

/** The code that lets phones in: made when somebody asks for it, and shown this once. */
export function JoinCard({ made }: { made: Made | undefined }) {
  const { t } = useTranslation('counts')
  // It stays when something else is answered: nobody can show it again.
  const [joined, setJoined] = useState(made)
  useEffect(() => {
    if (made) setJoined(made)
  }, [made])
  return (
    <Card title={t('one.join')}>
      <div className="stack">
        {joined && (
          <>
            <p>{t('one.joinLead')}</p>
            <QrCode label={t('one.qr')} squares={joined.squares} />
            <CopyField
              label={t('one.link')}
              value={joined.link}
              copyLabel={t('one.copy')}
              copiedLabel={t('one.copied')}
            />
          </>
        )}
        <div className="row">
          {joined && (
            <a href={joined.link} className={buttonClass({ size: 'key' })}>
              <ButtonFace icon={Smartphone}>{t('one.here')}</ButtonFace>
            </a>
          )}
          <Form method="post">
            <input type="hidden" name="intent" value="join" />
            <Button type="submit" kind={joined ? 'quiet' : 'primary'} size="key" icon={Smartphone}>
              {joined ? t('one.joinMore') : t('one.joinButton')}
            </Button>
          </Form>
        </div>
      </div>
    </Card>
  )
}
