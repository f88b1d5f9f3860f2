import { useFetcher, useRevalidator } from '@remix-run/react'
import { ArrowRight, Laptop } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { CopyField } from '#app/components/copy-field.tsx'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import type { ActionAnswer } from '#app/server/edge.server.ts'

export interface AddAgentProps {
  slug: string
  /** Made with the form, so that adding twice makes one. */
  agentId: string
  /** The address of this server, for the command. */
  server: string
}

/** Names a computer of the shop, and shows once what is typed there. */
export function AddAgent({ slug, agentId, server }: AddAgentProps) {
  const { t } = useTranslation('printers')
  const fetcher = useFetcher<ActionAnswer<{ token?: string }>>()
  const { revalidate } = useRevalidator()
  const errors = useFormErrors(fetcher.data, ['name'])
  const token = fetcher.data?.ok ? fetcher.data.value.token : undefined
  if (token) {
    const words = { copyLabel: t('keys.copy'), copiedLabel: t('keys.copied') }
    const command = `npx ${server}/print/agent/tillage-agent.tgz --server ${server} --token ${token}`
    const install = `${command.replace('tillage-agent.tgz', 'tillage-agent.tgz install')}`
    return (
      <>
        <Notice kind="done" title={t('agent.added')} announce>
          {t('agent.addedText')}
        </Notice>
        <Card>
          <CopyField label={t('agent.run')} value={command} {...words} />
          <CopyField label={t('agent.install')} value={install} {...words} />
          <p>{t('agent.once')}</p>
        </Card>
        <Button kind="primary" size="key" iconAfter={ArrowRight} onClick={() => revalidate()}>
          {t('agent.next')}
        </Button>
      </>
    )
  }
  return (
    <fetcher.Form method="post" action={`/${slug}/settings/printers/agents`} className="stack">
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      <input type="hidden" name="intent" value="add" />
      <input type="hidden" name="agentId" value={agentId} />
      <Card>
        <p>{t('agent.what')}</p>
        <Field
          label={t('agent.name')}
          name="name"
          required
          maxLength={60}
          autoComplete="off"
          hint={t('agent.nameHint')}
          error={errors.field('name')}
        />
      </Card>
      <Button
        type="submit"
        kind="primary"
        size="key"
        icon={Laptop}
        busy={fetcher.state !== 'idle'}
        busyLabel={t('form.saving')}
      >
        {t('agent.add')}
      </Button>
    </fetcher.Form>
  )
}
