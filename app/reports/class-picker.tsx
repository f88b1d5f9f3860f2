import { Form } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { Select } from '#app/components/select.tsx'

export interface ClassPickerProps {
  classes: readonly { id: string; title: string }[]
  /** Empty for none, or for all. */
  value: string
  label: string
  emptyLabel: string
  submit: string
  /** What else the address says and keeps. */
  keep?: Record<string, string> | undefined
}

/** Which class a page is about: chosen, then shown with a press, so that nothing moves by itself. */
export function ClassPicker(props: ClassPickerProps) {
  const { classes, value, label, emptyLabel, submit, keep = {} } = props
  return (
    <Form method="get" className="row no-print">
      {Object.entries(keep).map(([name, kept]) => (
        <input key={name} type="hidden" name={name} value={kept} />
      ))}
      <Select
        // Another address is another choice.
        key={value}
        label={label}
        name="classId"
        defaultValue={value}
        emptyLabel={emptyLabel}
        options={classes.map(({ id, title }) => ({ value: id, label: title }))}
      />
      <Button type="submit">{submit}</Button>
    </Form>
  )
}
