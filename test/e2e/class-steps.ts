import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import { newId } from '#modules/kernel/ids.ts'
import { url } from './people.ts'

export const LESSON = { courseId: 'stop-ask-rescue', lessonId: '1-see' }

/** Posts a form as the signed-in person's browser would. */
async function post(page: Page, path: string, form: Record<string, string>): Promise<void> {
  const answer = await page.request.post(url(path), {
    form,
    headers: { 'sec-fetch-site': 'same-origin' },
    maxRedirects: 0,
  })
  expect([200, 302], path).toContain(answer.status())
}

/** An open class of 溪口數位據點 with learners of these names; whoever is signed in teaches there. */
export async function makeClass(
  page: Page,
  names: string[],
  lessonId = LESSON.lessonId,
): Promise<{ id: string; address: string; learners: string[] }> {
  const id = randomUUID()
  const lesson = `${LESSON.courseId}/${lessonId}`
  const [day = '', time = ''] = new Date(Date.now() + 8 * 3_600_000).toISOString().split('T')
  const plan = { id, lesson, day, time: time.slice(0, 5), intent: 'open' }
  await post(page, '/xikou-centre/classes/new', plan)
  const address = `/xikou-centre/classes/${id}`
  await post(page, `${address}/people`, { requestId: randomUUID(), names: names.join('\n') })
  const live: unknown = await (await page.request.get(url(`${address}/live`))).json()
  return { id, address, learners: learnerIds(live, names) }
}

function learnerIds(live: unknown, names: string[]): string[] {
  const { learners } = live as { learners: { learnerId: string; name: string }[] }
  return names.map((name) => learners.find((each) => each.name === name)?.learnerId ?? '')
}

/** A device of the centre that sends what its learners did, as the learner app does. */
export async function openDevice(page: Page) {
  await page.goto(url('/xikou-centre/devices'))
  await page.getByLabel('叫什麼').fill('平板 1')
  await page.getByRole('button', { name: '做出連結' }).click()
  const link = await page.getByRole('textbox', { name: '連結' }).inputValue()
  const token = link.split('#device=')[1] ?? ''
  const journalId = randomUUID()
  let seq = 0
  return {
    token,
    async send(events: { type: string; body: object; at?: Date }[]) {
      const entries = events.map(({ type, body, at = new Date() }) => {
        seq += 1
        return {
          // Counts up: what happened in one millisecond keeps its order.
          eventId: newId(),
          seq,
          type,
          schemaVersion: 1,
          body,
          hash: seq.toString(16).padStart(64, '0'),
          prevHash: '0'.repeat(64),
          wallAt: at.toISOString(),
        }
      })
      const answer = await page.request.post(url('/api/learn/events'), {
        headers: { authorization: `Bearer ${token}`, 'sec-fetch-site': 'same-origin' },
        data: { journalId, events: entries },
      })
      expect(answer.status()).toBe(200)
      const { results } = (await answer.json()) as { results: { disposition: string }[] }
      expect(results.map(({ disposition }) => disposition)).toEqual(entries.map(() => 'posted'))
    },
  }
}
