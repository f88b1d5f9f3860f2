import { Form } from '@remix-run/react'
import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { PICTURES_IN_ALL, SIGN_IN_PICTURES, type SignInPicture } from '#modules/learning/shared.ts'

/** Three pictures in their order, chosen together with whoever will press them. */
export function PictureChooser() {
  const { t } = useTranslation('classes')
  const [chosen, setChosen] = useState<readonly SignInPicture[]>([])
  const press = (picture: SignInPicture) => {
    if (chosen.includes(picture)) setChosen(chosen.filter((each) => each !== picture))
    else if (chosen.length < PICTURES_IN_ALL) setChosen([...chosen, picture])
  }
  const missing = PICTURES_IN_ALL - chosen.length
  return (
    <Form method="post" className="stack" onSubmit={() => setChosen([])}>
      <input type="hidden" name="intent" value="pictures" />
      {chosen.map((picture) => (
        <input key={picture} type="hidden" name="pictures[]" value={picture} />
      ))}
      <p>{t('pictures.hint')}</p>
      <div className="picture-keys">
        {SIGN_IN_PICTURES.map((picture) => {
          const place = chosen.indexOf(picture)
          return (
            <button
              key={picture}
              type="button"
              className="picture-key"
              aria-pressed={place >= 0}
              onClick={() => press(picture)}
            >
              {place >= 0 && <span className="picture-place">{place + 1}</span>}
              <img src={`/learn/signin/${picture}.svg`} alt="" width="64" height="64" />
              <span>{t(`picture.${picture}`)}</span>
            </button>
          )
        })}
      </div>
      <div className="row">
        <Button
          type="submit"
          kind="outline"
          {...(missing > 0 ? { disabledReason: t('pictures.more', { count: missing }) } : {})}
        >
          {t('pictures.save')}
        </Button>
        {chosen.length > 0 && (
          <Button kind="quiet" icon={RotateCcw} onClick={() => setChosen([])}>
            {t('pictures.again')}
          </Button>
        )}
      </div>
    </Form>
  )
}
