import { Form, Link } from '@remix-run/react'
import { ChartColumn } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Disclosure } from '#app/components/disclosure.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { MOMENTS, type Moment, SITTING_STATES } from '#modules/learning/shared.ts'
import type { ClassLive } from './class-live.ts'

/** The questions around a class's course: who has done them, and whether they are asked at all. */
export function MeasuredCard({ live }: { live: ClassLive }) {
  const { t } = useTranslation('measure')
  const { slug } = useOffice()
  const { isMeasured, measureCount, learners } = live
  if (measureCount === 0) return null
  return (
    <Card title={t('class.title')}>
      <p>{isMeasured ? t('class.text', { count: measureCount }) : t('class.is_off')}</p>
      {learners.length > 0 && (
        <ul className="measured-moments">
          {MOMENTS.map((moment) => (
            <MomentLine key={moment} moment={moment} live={live} />
          ))}
        </ul>
      )}
      <div className="row">
        <Form method="post">
          <input type="hidden" name="intent" value={isMeasured ? 'dont_ask' : 'ask'} />
          <Button type="submit" kind="quiet">
            {isMeasured ? t('class.turn_off') : t('class.turn_on')}
          </Button>
        </Form>
        <Link
          to={`/${slug}/results?classId=${live.id}&course=${live.courseId}`}
          className={buttonClass({ kind: 'quiet' })}
        >
          <ButtonFace icon={ChartColumn}>{t('class.results')}</ButtonFace>
        </Link>
      </div>
    </Card>
  )
}

function MomentLine({ moment, live: { learners } }: { moment: Moment; live: ClassLive }) {
  const { t } = useTranslation(['measure', 'classes'])
  const of = (state: (typeof SITTING_STATES)[number]) =>
    learners.filter(({ measured }) => measured[moment] === state)
  return (
    <li>
      <b>{t(`class.moment.${moment}`)}</b>
      <span>{t('class.count', { done: of('done').length, all: learners.length })}</span>
      <Disclosure label={t('class.who')} kind="quiet">
        <dl className="measured-people">
          {SITTING_STATES.filter((state) => of(state).length > 0).map((state) => (
            <div key={state}>
              <dt>{t(`class.state.${state}`)}</dt>
              <dd>
                {of(state)
                  .map(({ name }) => name)
                  .join(t('classes:and'))}
              </dd>
            </div>
          ))}
        </dl>
      </Disclosure>
    </li>
  )
}
