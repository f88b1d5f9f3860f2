import '#app/classes/classes.css'
import type { MetaFunction } from '@remix-run/node'
import { useLoaderData, useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { readClassLive } from '#app/classes/class-live.server.ts'
import { useLive } from '#app/classes/use-live.ts'
import { QrCode } from '#app/components/qr-code.tsx'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { qrCode } from '#modules/printing/index.ts'

const Params = z.object({ classId: z.uuid() })

export const loader = tenantLoader('courses.teach', Params, async (tx, { classId }, edge) => {
  const { userId } = edge.actor
  const live = await readClassLive(tx, { classId, language: languageOf(edge.request), userId })
  const { origin, host } = new URL(edge.request.url)
  const link = live.joinCode === null ? null : `${origin}/learn/?code=${live.joinCode}`
  return {
    // No name of anybody goes to the wall, not even in what the page was told.
    live: { ...live, learners: [], questions: [] },
    host,
    squares: link === null ? null : qrCode(link).modules,
    liveAddress: `/${edge.membership.slug}/classes/${classId}/live?wall`,
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.live.title ?? ''} · Tillage 耕舖` },
]

/** What hangs on the wall while people come in: the code, and how many are there. */
export default function Wall() {
  const { live: initial, squares, host, liveAddress } = useLoaderData<typeof loader>()
  const { live } = useLive(initial, liveAddress)
  const { t } = useTranslation('classes')
  const code = live.joinCode
  const { revalidate } = useRevalidator()
  // Another code has another picture.
  useEffect(() => {
    if (code !== initial.joinCode) revalidate()
  }, [code, initial.joinCode, revalidate])
  return (
    <main className="wall" id="main">
      <h1>{live.title}</h1>
      {code !== null && squares !== null ? (
        <>
          <div className="wall-code">
            <p className="wall-how">{t('wall.how', { address: `${host}/learn` })}</p>
            <p className="wall-digits">
              {code.slice(0, 3)} {code.slice(3)}
            </p>
          </div>
          <QrCode label={t('wall.qr')} squares={squares} />
        </>
      ) : (
        <p className="wall-how">{t('wall.closed')}</p>
      )}
      <p className="wall-count" role="status">
        {t('wall.joined', { count: live.memberCount })}
      </p>
    </main>
  )
}
