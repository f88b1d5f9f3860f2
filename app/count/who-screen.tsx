import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Field } from '#app/components/field.tsx'
import { Logo } from '#app/components/logo.tsx'
import type { CountDesk, CountState } from './count-desk.ts'

const MAX_WHO = 40

export interface WhoScreenProps {
  desk: CountDesk
  state: CountState
  onDone: () => void
}

/** Who counts with this phone, and where. */
export function WhoScreen({ desk, state, onDone }: WhoScreenProps) {
  const { t } = useTranslation('count')
  const [isMissing, setMissing] = useState(false)
  const { stocktake } = state.snapshot
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '').trim()
    if (text('who') === '') return setMissing(true)
    desk.setCounter(text('who'), text('shelf')).then(onDone, console.error)
  }
  return (
    <main className="count-page">
      <Logo label={t('app')} />
      <div>
        <p>
          {stocktake.shopName} · {stocktake.placeName ?? t('who.floor')}
        </p>
        <p className="count-name">{stocktake.name}</p>
      </div>
      <h1>{t('who.title')}</h1>
      <form className="stack stack-loose" onSubmit={submit} noValidate>
        <Field
          label={t('who.name')}
          name="who"
          hint={t('who.lead')}
          defaultValue={state.who}
          maxLength={MAX_WHO}
          autoComplete="nickname"
          error={isMissing ? t('who.missing') : undefined}
        />
        <Field
          label={t('who.shelf')}
          optional={t('who.optional')}
          name="shelf"
          hint={t('who.shelfHint')}
          defaultValue={state.shelf}
          maxLength={MAX_WHO}
          autoComplete="off"
        />
        <Button kind="primary" size="pay" type="submit" wide>
          {t('who.start')}
        </Button>
      </form>
    </main>
  )
}
