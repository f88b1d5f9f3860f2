import { useTranslation } from 'react-i18next'
import { Checkbox, RadioGroup } from '#app/components/choices.tsx'
import { Field } from '#app/components/field.tsx'
import { Select } from '#app/components/select.tsx'
import type { PrinterKind } from '#modules/printing/shared.ts'

export interface PrinterValues {
  id: string
  name: string
  host: string | null
  port: number | null
  devicePath: string | null
  agentId: string | null
  deviceName: string | null
  widthDots: number
  hasCutter: boolean
  hasDrawer: boolean
  isDefault: boolean
  encoding: string
  density: string
  fallbackId: string | null
}

export interface PrinterFieldsProps {
  kind: PrinterKind
  printer: PrinterValues | undefined
  isFirst: boolean
  agents: readonly { id: string; name: string }[]
  /** Printers that may stand in for this one. */
  others: readonly { id: string; name: string }[]
  error: (name: string) => string | undefined
}

/** What is asked of a printer, by the way it is reached; what the test page finds out is carried on. */
export function PrinterFields(props: PrinterFieldsProps) {
  const { kind, printer, isFirst, others, error } = props
  const { t } = useTranslation('printers')
  return (
    <>
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="encoding" value={printer?.encoding ?? 'raster'} />
      <input type="hidden" name="density" value={printer?.density ?? 'normal'} />
      <Field
        label={t('form.name')}
        name="name"
        defaultValue={printer?.name}
        required
        maxLength={60}
        autoComplete="off"
        hint={t('form.nameHint')}
        error={error('name')}
      />
      <PlaceFields {...props} />
      <RadioGroup
        legend={t('form.width')}
        name="widthDots"
        defaultValue={printer?.widthDots === 576 ? '576' : '384'}
        options={[
          { value: '384', label: t('width_384') },
          { value: '576', label: t('width_576') },
        ]}
      />
      <Checkbox
        label={t('form.hasCutter')}
        name="hasCutter"
        value="on"
        defaultChecked={printer?.hasCutter ?? (kind === 'star' || kind === 'epson')}
      />
      <Checkbox
        label={t('form.hasDrawer')}
        hint={t('form.hasDrawerHint')}
        name="hasDrawer"
        value="on"
        defaultChecked={printer?.hasDrawer ?? false}
      />
      <Checkbox
        label={t('form.isDefault')}
        hint={t('form.isDefaultHint')}
        name="isDefault"
        value="on"
        defaultChecked={printer?.isDefault ?? isFirst}
      />
      {others.length > 0 && (
        <Select
          label={t('form.fallback')}
          hint={t('form.fallbackHint')}
          name="fallbackId"
          defaultValue={printer?.fallbackId ?? ''}
          emptyLabel={t('form.fallbackNone')}
          options={others.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
    </>
  )
}

function PlaceFields({ kind, printer, agents, error }: PrinterFieldsProps) {
  const { t } = useTranslation('printers')
  const plain = { autoComplete: 'off', autoCapitalize: 'none', spellCheck: false } as const
  // An Epson's ID is the user of its password, which stands with its keys.
  if (kind === 'till' || kind === 'epson') return null
  if (kind === 'star') {
    return (
      <Field
        {...plain}
        label={t('form.mac')}
        optional={t('form.optional')}
        name="deviceName"
        defaultValue={printer?.deviceName ?? undefined}
        maxLength={30}
        hint={t('form.macHint')}
        error={error('deviceName')}
      />
    )
  }
  return (
    <>
      {kind === 'agent' && (
        <Select
          label={t('form.agent')}
          name="agentId"
          defaultValue={printer?.agentId ?? agents[0]?.id}
          options={agents.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <Field
        {...plain}
        label={t('form.host')}
        name="host"
        defaultValue={printer?.host ?? undefined}
        required={kind === 'tcp'}
        optional={kind === 'agent' ? t('form.optional') : undefined}
        maxLength={253}
        hint={t('form.hostHint')}
        error={error('host')}
      />
      <Field
        label={t('form.port')}
        name="port"
        defaultValue={printer?.port ?? 9100}
        required
        maxLength={5}
        inputMode="numeric"
        autoComplete="off"
        hint={t('form.portHint')}
        error={error('port')}
      />
      {kind === 'agent' && (
        <Field
          {...plain}
          label={t('form.devicePath')}
          optional={t('form.optional')}
          name="devicePath"
          defaultValue={printer?.devicePath ?? undefined}
          maxLength={200}
          hint={t('form.devicePathHint')}
          error={error('devicePath')}
        />
      )}
    </>
  )
}
