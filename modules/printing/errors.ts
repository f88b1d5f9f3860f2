import { DomainError } from '#modules/kernel/errors.ts'

export const lanPrintingOff = () => new DomainError('printing.lan_printing_off', 'forbidden')

export const hostNotAllowed = (host: string) =>
  new DomainError('printing.host_not_allowed', 'forbidden', { host })

/** Nothing was sent: the job may be tried again. */
export const unreachable = (host: string, port: number) =>
  new DomainError('printing.unreachable', 'conflict', { host, port })

/** Part of the paper may have come out: only a person can tell. */
export const interrupted = (host: string, port: number) =>
  new DomainError('printing.interrupted', 'conflict', { host, port })

export const unknownPrinter = (printerId: string) =>
  new DomainError('printing.unknown_printer', 'missing', { printerId })

export const unknownJob = (jobId: string) =>
  new DomainError('printing.unknown_job', 'missing', { jobId })

export const noPrinter = () => new DomainError('printing.no_printer', 'conflict')

export const printAtTill = () => new DomainError('printing.print_at_till', 'conflict')

export const unreadableLogo = () => new DomainError('printing.unreadable_logo', 'invalid')

export const unknownAgent = () => new DomainError('printing.unknown_agent', 'missing')

/** Whoever asks for papers is no agent of any shop, or is not any more. */
export const noAgent = () => new DomainError('printing.no_agent', 'unauthenticated')
