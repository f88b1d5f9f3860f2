import { redirectDocument } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Hand } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { homeOf } from '#app/places.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { may } from '#modules/identity/shared.ts'

export const loader = tenantLoader('tenant.read', z.object({}), async (tx, _input, edge) => {
  if (edge.membership.kind === 'shop') throw redirectDocument(homeOf(edge.membership))
  const members = await tx
    .selectFrom('membership')
    .select(({ fn }) => ['role', fn.countAll<number>().as('people')])
    .where('endedAt', 'is', null)
    .groupBy('role')
    .execute()
  return {
    name: edge.membership.name,
    slug: edge.membership.slug,
    maySeeCounts: may(edge.membership.role, 'sales.read'),
    mayInvite: may(edge.membership.role, 'people.manage'),
    people: members.map((row) => ({ role: row.role, people: Number(row.people) })),
  }
})

/** A centre's first page: who belongs to it, and how to bring in the others. */
export default function CentreHome() {
  const { name, slug, people, mayInvite, maySeeCounts } = useLoaderData<typeof loader>()
  const { t } = useTranslation(['home', 'identity', 'scam'])
  const count = (...roles: string[]) =>
    people.filter((each) => roles.includes(each.role)).reduce((sum, each) => sum + each.people, 0)
  return (
    <>
      <PageHeader over={name} title={t('home:centre.title')} />
      <Card title={t('home:centre.people')}>
        <p>
          {t('home:centre.counts', {
            trainers: count('owner', 'manager', 'trainer'),
            learners: count('learner'),
          })}
        </p>
        {mayInvite && (
          <Link to={`/${slug}/settings/people`} className={buttonClass({ kind: 'primary' })}>
            <ButtonFace>{t('home:centre.invite')}</ButtonFace>
          </Link>
        )}
      </Card>
      {maySeeCounts && (
        <Link to={`/${slug}/scam-pauses`} className={buttonClass({ kind: 'quiet' })}>
          <ButtonFace icon={Hand}>{t('scam:page.centre_title')}</ButtonFace>
        </Link>
      )}
    </>
  )
}
