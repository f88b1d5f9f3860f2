import { useFetcher } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { formatMoment } from '#app/components/dates.ts'
import { Disclosure } from '#app/components/disclosure.tsx'
import { Tag } from '#app/components/tag.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { AddAgent } from './add-agent.tsx'

export interface AgentRow {
  id: string
  name: string
  version: string | null
  seenAt: Date | string | null
}

/** Longer than an agent waits for papers: whoever is silent for so long is off. */
export const SILENT_MS = 90_000

export const isSilent = (seenAt: Date | string | null, nowMs: number): boolean =>
  seenAt === null || nowMs - new Date(seenAt).getTime() > SILENT_MS

export interface AgentsCardProps {
  agents: readonly AgentRow[]
  newAgentId: string
  server: string
  nowMs: number
}

/** The computers of the shop that print for it. */
export function AgentsCard({ agents, newAgentId, server, nowMs }: AgentsCardProps) {
  const { slug, words, timeZone } = useOffice()
  const { t } = useTranslation('printers')
  return (
    <Card title={t('agent.title')}>
      <ul className="rows">
        {agents.map((agent) => (
          <li key={agent.id}>
            <div className="stack stack-tight">
              <p className="row">
                <b>{agent.name}</b>
                {isSilent(agent.seenAt, nowMs) ? (
                  <Tag tone="red">{t('health.silent')}</Tag>
                ) : (
                  <Tag tone="tea">{t('health.here')}</Tag>
                )}
              </p>
              {agent.seenAt && (
                <p className="muted cap">
                  {t('health.seen', { when: formatMoment(agent.seenAt, { ...words, timeZone }) })}
                </p>
              )}
            </div>
            <RevokeAgent slug={slug} agent={agent} />
          </li>
        ))}
      </ul>
      <Disclosure label={t('agent.another')}>
        <AddAgent slug={slug} agentId={newAgentId} server={server} />
      </Disclosure>
    </Card>
  )
}

function RevokeAgent({ slug, agent }: { slug: string; agent: AgentRow }) {
  const { t } = useTranslation('printers')
  const fetcher = useFetcher()
  return (
    <Disclosure label={t('agent.revoke')} kind="danger">
      <fetcher.Form
        method="post"
        action={`/${slug}/settings/printers/agents`}
        className="stack stack-tight"
      >
        <p>{t('agent.revokeText', { name: agent.name })}</p>
        <input type="hidden" name="intent" value="revoke" />
        <input type="hidden" name="agentId" value={agent.id} />
        <Button type="submit" kind="danger">
          {t('agent.revokeConfirm')}
        </Button>
      </fetcher.Form>
    </Disclosure>
  )
}
