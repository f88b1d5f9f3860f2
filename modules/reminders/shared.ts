/** The browser door of reminders: the ways to be told, and when it is quiet. */

export * from './shared-channels.ts'
