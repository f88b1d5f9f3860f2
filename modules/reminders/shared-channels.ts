import { z } from 'zod'

/**
 * Ways to be told, in the order they are offered. `works`: shown and used. One that does not work yet
 * has a place here, so that what was agreed to keeps its meaning when it does.
 */
export const CHANNELS = [
  { id: 'none', works: true, hasAddress: false },
  { id: 'trainer', works: true, hasAddress: false },
  { id: 'mail', works: true, hasAddress: true },
  { id: 'paper', works: true, hasAddress: false },
  { id: 'line', works: false, hasAddress: true },
  { id: 'sms', works: false, hasAddress: true },
] as const

type Channels = (typeof CHANNELS)[number]
export type Channel = Channels['id']
/** What somebody can choose today. */
export type WorkingChannel = Extract<Channels, { works: true }>['id']

const isWorking = (channel: Channels): channel is Extract<Channels, { works: true }> =>
  channel.works
export const WORKING_CHANNELS: readonly WorkingChannel[] = CHANNELS.filter(isWorking).map(
  ({ id }) => id,
)
export const WorkingChannel = z.enum(['none', 'trainer', 'mail', 'paper'])

/** A channel as it was written down; one that a later version knew counts as none. */
export const readChannel = (text: string): Channel =>
  CHANNELS.find(({ id }) => id === text)?.id ?? 'none'

/** Letters go out between these hours of the centre's clock. */
export const FROM_HOUR = 8
export const TO_HOUR = 20
/** So long nobody is written to again, whatever becomes due. */
export const REST_DAYS = 3

const hours = new Map<string, Intl.DateTimeFormat>()

/** The hour of a clock in a time zone. */
function hourIn(timeZone: string, at: Date): number {
  let format = hours.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' })
    hours.set(timeZone, format)
  }
  return Number(format.format(at))
}

/** Whether people are asleep, or would rather not be disturbed. */
export function isQuiet(timeZone: string, at: Date): boolean {
  const hour = hourIn(timeZone, at)
  return hour < FROM_HOUR || hour >= TO_HOUR
}

const MINUTE_MS = 60_000
const A_DAY_OF_MINUTES = 24 * 60

/** When it becomes quiet next: a letter that has not gone out by then stays. */
export function quietFrom(timeZone: string, at: Date): Date {
  let minute = Math.floor(at.getTime() / MINUTE_MS)
  const last = minute + A_DAY_OF_MINUTES
  while (minute < last && !isQuiet(timeZone, new Date(minute * MINUTE_MS))) minute += 1
  return new Date(minute * MINUTE_MS)
}
