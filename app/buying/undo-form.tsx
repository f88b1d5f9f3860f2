import { Form } from '@remix-run/react'
import { Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Disclosure } from '#app/components/disclosure.tsx'

export interface UndoFormProps {
  /** What is taken back, as the button says it. */
  label: string
  /** What becomes of it. */
  text: string
}

/** Takes a paper back: asked once more, right where it is pressed. */
export function UndoForm({ label, text }: UndoFormProps) {
  const { t } = useTranslation('buying')
  return (
    <Disclosure label={label} icon={Undo2} kind="quiet">
      <Form method="post" className="stack">
        <input type="hidden" name="act" value="undo" />
        <p>{text}</p>
        <Button type="submit" kind="danger" icon={Undo2}>
          {t('undo.sure')}
        </Button>
      </Form>
    </Disclosure>
  )
}
