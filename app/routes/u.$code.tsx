import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useFetcher, useLoaderData } from '@remix-run/react'
import { BellOff, Undo2 } from 'lucide-react'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { AccountPage } from '#app/components/account-page.tsx'
import { Button } from '#app/components/button.tsx'
import { Notice } from '#app/components/notice.tsx'
import { loadContext } from '#app/server/edge.server.ts'
import { readBody } from '#app/server/form.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { PRIVATE_PAGE, secondsToWait } from '#app/server/public-limit.server.ts'
import { linkWording } from '#app/server/reminders.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { isDomainError } from '#modules/kernel/errors.ts'
import { followReminderLink, openReminderLink } from '#modules/reminders/index.ts'

/** Letters of a village go out in the same minute; nobody tries codes this fast by hand. */
const limiter = new RateLimiterMemory({ points: 60, duration: 60 })

const Wish = z.object({ wish: z.enum(['stop', 'resume']) })
const MOST_BYTES = 10_000

/** A form of a page without any referrer has no origin either, and what it posts is refused. */
const HEADERS = { ...PRIVATE_PAGE, 'Referrer-Policy': 'same-origin' }

/** `GET /u/<code>`: whether letters that remind somebody come, for whoever has one; without an account. */
export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const title = textsFor(languageOf(request)).t('reminders:link.title')
  const seconds = await secondsToWait(limiter, loadContext(context).clientAddress)
  if (seconds !== undefined) {
    const headers = { ...HEADERS, 'Retry-After': String(seconds) }
    return data({ title, state: 'busy' as const }, { status: 429, headers })
  }
  const link = await openReminderLink(params.code ?? '')
  if (!link) {
    return data({ title, state: 'unknown' as const }, { status: 404, headers: HEADERS })
  }
  return data({ title, ...link }, { headers: HEADERS })
}

/**
 * `POST /u/<code>`: ends the letters, or takes them up again when it was a mistake. A mailbox that ends
 * them with a button of its own posts here too (RFC 8058).
 */
export async function action({ params, request, context }: ActionFunctionArgs) {
  const seconds = await secondsToWait(limiter, loadContext(context).clientAddress)
  if (seconds !== undefined) {
    return data(null, { status: 429, headers: { 'Retry-After': String(seconds) } })
  }
  // A mailbox says something else, or nothing: then it is to stop.
  const said = Wish.safeParse(await readBody(request, MOST_BYTES).catch(() => undefined))
  const wish = said.success ? said.data.wish : 'stop'
  const agreed = linkWording(wish, languageOf(request))
  const { origin } = new URL(request.url)
  try {
    const link = await followReminderLink(params.code ?? '', wish, { ...agreed, origin })
    return data(link, { headers: HEADERS })
  } catch (error) {
    if (isDomainError(error)) return data(null, { status: error.status })
    throw error
  }
}

export const headers = () => HEADERS

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.title ?? ''} · Tillage 耕舖` },
  { name: 'robots', content: 'noindex' },
]

/**
 * Opened from a letter it ends the letters by itself: that is what was pressed. By script and a POST,
 * since programs that look at every link of a letter would end them too.
 */
export default function ReminderLinkPage() {
  const page = useLoaderData<typeof loader>()
  const { t } = useTranslation('reminders')
  if (page.state === 'busy' || page.state === 'unknown') {
    return (
      <AccountPage title={page.title} hasDisplaySwitch>
        <Notice kind={page.state === 'busy' ? 'waiting' : 'wrong'} title={t(`link.${page.state}`)}>
          {t(`link.${page.state}_text`)}
        </Notice>
      </AccountPage>
    )
  }
  return <Following title={page.title} page={page} />
}

interface Link {
  centreName: string
  state: 'on' | 'off'
  mayResume: boolean
}

function Following({ title, page }: { title: string; page: Link }) {
  const { t } = useTranslation('reminders')
  const fetcher = useFetcher<typeof action>()
  const hasAsked = useRef(page.state === 'off')
  const { submit } = fetcher
  useEffect(() => {
    if (hasAsked.current) return
    hasAsked.current = true
    submit({ wish: 'stop' }, { method: 'post' })
  }, [submit])
  const now = fetcher.data ?? page
  const centre = { centre: page.centreName }
  const isStopping = now.state === 'on' && !fetcher.data
  const word = now.mayResume ? 'stopped' : now.state
  return (
    <AccountPage title={title} hasDisplaySwitch>
      {!isStopping && (
        <Notice kind="done" title={t(`link.${word}`)} announce>
          {t(`link.${word}_text`, centre)}
        </Notice>
      )}
      {isStopping && (
        <fetcher.Form method="post">
          <Button
            type="submit"
            name="wish"
            value="stop"
            kind="primary"
            size="pay"
            wide
            icon={BellOff}
            busy={fetcher.state !== 'idle'}
          >
            {fetcher.state === 'idle' ? t('link.stop') : t('link.stopping')}
          </Button>
        </fetcher.Form>
      )}
      {now.mayResume && (
        <fetcher.Form method="post">
          <Button type="submit" name="wish" value="resume" size="key" wide icon={Undo2}>
            {t('link.resume')}
          </Button>
        </fetcher.Form>
      )}
    </AccountPage>
  )
}
