import { Form, Link, useActionData, useLoaderData, useRevalidator } from '@remix-run/react'
import { Plus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Button, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Disclosure } from '#app/components/disclosure.tsx'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { formatMoney } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { Select } from '#app/components/select.tsx'
import { SettingsPage } from '#app/components/settings-page.tsx'
import { Tag } from '#app/components/tag.tsx'
import '#app/components/pairing.css'
import { type Edge, tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { useDays } from '#app/use-days.ts'
import { costCentres } from '#modules/bookkeeping/index.ts'
import { places } from '#modules/inventory/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { tills } from '#modules/pos/index.ts'
import { TillsForm } from '#modules/pos/shared.ts'

export const loader = tenantLoader('till.manage', z.object({}), async (tx, _input, edge) => ({
  slug: edge.membership.slug,
  /** What one types on the other device. */
  address: `${new URL(edge.request.url).host}/till/`,
  tills: await tills.listTills(tx),
  places: (await places.listPlaces(tx)).filter((place) => place.archivedAt === null),
  centres: (await costCentres.listCostCentres(tx)).filter((each) => !each.isArchived),
  pairing: (await tills.findOpenPairing(tx)) ?? null,
}))

type Done =
  | { done: 'started'; pairingId: string; code: string }
  | {
      done: 'cancelled' | 'paired' | 'wrong_number' | 'renamed' | 'assigned' | 'placed' | 'revoked'
    }

async function change(tx: Tx, form: TillsForm, edge: Edge): Promise<Done> {
  switch (form.intent) {
    case 'start':
      return { done: 'started', ...(await tills.startPairing(tx)) }
    case 'cancel':
      await tills.cancelPairing(tx, form)
      return { done: 'cancelled' }
    case 'confirm': {
      const { t } = textsFor(languageOf(edge.request))
      const nameOf = (number: number) => t('home:tillName', { number })
      return { done: await tills.confirmPairing(tx, { ...form, nameOf }) }
    }
    case 'rename':
      await tills.renameTill(tx, form)
      return { done: 'renamed' }
    case 'assign':
      await tills.assignTill(tx, form)
      return { done: 'assigned' }
    case 'revoke':
      await tills.revokeTill(tx, form)
      return { done: 'revoked' }
    case 'place':
      await tills.sellFrom(tx, form)
      return { done: 'placed' }
  }
}
export const action = tenantAction('till.manage', TillsForm, change)

export default function TillSettings() {
  const { slug, tills: rows, pairing } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('tills')
  const errors = useFormErrors(answer, [])
  const done = answer?.ok ? answer.value : undefined
  const started = done?.done === 'started' ? done : undefined
  return (
    <SettingsPage slug={slug} title={t('title')}>
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      {done?.done === 'paired' && <Notice kind="done" title={t('paired')} announce />}
      {done?.done === 'wrong_number' && (
        <Notice kind="wrong" title={t('wrong_number')} announce>
          {t('wrong_number_hint')}
        </Notice>
      )}
      {done?.done === 'renamed' && <Notice kind="done" title={t('renamed')} announce />}
      {done?.done === 'placed' && <Notice kind="done" title={t('placed')} announce />}
      {done?.done === 'assigned' && <Notice kind="done" title={t('assigned')} announce />}
      {done?.done === 'revoked' && <Notice kind="done" title={t('revoked_done')} announce />}
      {pairing ? (
        <Pairing code={started?.pairingId === pairing.id ? started.code : undefined} />
      ) : (
        <Form method="post">
          <input type="hidden" name="intent" value="start" />
          <Button type="submit" kind="primary" icon={Plus}>
            {t('add')}
          </Button>
        </Form>
      )}
      <Card title={t('list')}>
        {rows.length === 0 && <p className="muted">{t('none')}</p>}
        <ul className="rows">
          {rows.map((row) => (
            <Till key={row.id} row={row} />
          ))}
        </ul>
      </Card>
    </SettingsPage>
  )
}

/** How often the page looks whether a device has asked. */
const POLL_MS = 2_000

/** The code, large, until a device brings it; then three numbers to choose from. */
function Pairing({ code }: { code: string | undefined }) {
  const { pairing, address } = useLoaderData<typeof loader>()
  const { t } = useTranslation('tills')
  const { revalidate } = useRevalidator()
  useEffect(() => {
    const timer = setInterval(revalidate, POLL_MS)
    return () => clearInterval(timer)
  }, [revalidate])
  if (!pairing) return null
  return (
    <Card title={pairing.choices ? t('asks', { device: pairing.deviceName ?? '' }) : t('add')}>
      <div className="stack">
        {pairing.choices ? (
          <Form method="post" className="stack">
            <p>{t('choose')}</p>
            <input type="hidden" name="intent" value="confirm" />
            <input type="hidden" name="pairingId" value={pairing.id} />
            <div className="pairing-choices">
              {pairing.choices.map((choice) => (
                <Button key={choice} type="submit" name="matchNumber" value={choice} size="pay">
                  {choice}
                </Button>
              ))}
            </div>
          </Form>
        ) : code ? (
          <>
            <p>{t('code_hint')}</p>
            <p className="pairing-address">{address}</p>
            <p className="pairing-code">
              {code.slice(0, 4)} {code.slice(4)}
            </p>
            <Countdown until={pairing.expiresAt} />
          </>
        ) : (
          <p>{t('code_gone')}</p>
        )}
        <Form method="post">
          <input type="hidden" name="intent" value="cancel" />
          <input type="hidden" name="pairingId" value={pairing.id} />
          <Button type="submit">{t('cancel')}</Button>
        </Form>
      </div>
    </Card>
  )
}

function Countdown({ until }: { until: Date }) {
  const { t } = useTranslation('tills')
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  const seconds = Math.max(0, Math.floor((until.getTime() - now) / 1000))
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  return <p className="muted">{t('left', { time })}</p>
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['tills'][number]

function Till({ row }: { row: Row }) {
  const { slug, places } = useLoaderData<typeof loader>()
  const { t } = useTranslation('tills')
  const days = useDays()
  const { pairedAt, lastSeenAt, revokedAt } = row
  const place = places.find(({ id }) => id === row.locationId)
  const facts = [
    lastSeenAt ? t('seen', { date: days.short(lastSeenAt) }) : t('never_seen'),
    ...(pairedAt
      ? [t('paired_by', { date: days.short(pairedAt), name: row.pairedByName ?? '' })]
      : []),
    ...(place ? [t('sells_from', { place: place.name })] : []),
    ...(row.shellVersion ? [t('version', { version: row.shellVersion })] : []),
  ]
  return (
    <li>
      <span>
        <b>{t('number_name', { number: row.number, name: row.name })}</b>{' '}
        {revokedAt && <Tag tone="red">{t('is_revoked')}</Tag>}
        <br />
        <span className="muted cap">{facts.join(' · ')}</span>
        {row.unsentCount > 0 && (
          <span className="cap">
            <br />
            {t('unsent', { n: row.unsentCount, amount: formatMoney(row.unsentMinor) })}
          </span>
        )}
        {row.helpCount > 0 && (
          <>
            <br />
            <Link to={`/${slug}/needs-help`} className={buttonClass({ kind: 'quiet' })}>
              {t('needs_help', { n: row.helpCount })}
            </Link>
          </>
        )}
      </span>
      {!revokedAt && (
        <span className="row">
          <Disclosure label={t('rename')} kind="quiet">
            <Form method="post" className="stack">
              <input type="hidden" name="intent" value="rename" />
              <input type="hidden" name="tillId" value={row.id} />
              <Field label={t('name')} name="name" defaultValue={row.name} maxLength={60} />
              <Button type="submit" kind="outline">
                {t('rename_save')}
              </Button>
            </Form>
          </Disclosure>
          {places.length > 0 && (
            <Disclosure label={t('place')} kind="quiet">
              <Form method="post" className="stack">
                <input type="hidden" name="intent" value="place" />
                <input type="hidden" name="tillId" value={row.id} />
                <Select
                  label={t('place_label')}
                  name="locationId"
                  defaultValue={row.locationId ?? ''}
                  emptyLabel={t('place_floor')}
                  options={places.map(({ id, name }) => ({ value: id, label: name }))}
                />
                <Button type="submit" kind="outline">
                  {t('place_save')}
                </Button>
              </Form>
            </Disclosure>
          )}
          <Assign row={row} />
          <Disclosure label={t('revoke')} kind="quiet">
            <Form method="post" className="stack">
              <input type="hidden" name="intent" value="revoke" />
              <input type="hidden" name="tillId" value={row.id} />
              <p>{t('revoke_text')}</p>
              <Button type="submit" kind="danger">
                {t('revoke_confirm', { name: row.name })}
              </Button>
            </Form>
          </Disclosure>
        </span>
      )}
    </li>
  )
}

/** Which part of the business the till sells for; nothing in a shop that has no parts. */
function Assign({ row }: { row: Row }) {
  const { centres } = useLoaderData<typeof loader>()
  const { t } = useTranslation('tills')
  if (centres.length === 0) return null
  return (
    <Disclosure label={t('assign')} kind="quiet">
      <Form method="post" className="stack">
        <input type="hidden" name="intent" value="assign" />
        <input type="hidden" name="tillId" value={row.id} />
        <Select
          label={t('centre')}
          name="costCentreId"
          defaultValue={row.costCentreId ?? ''}
          emptyLabel={t('no_centre')}
          options={centres.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Button type="submit" kind="outline">
          {t('assign_save')}
        </Button>
      </Form>
    </Disclosure>
  )
}
