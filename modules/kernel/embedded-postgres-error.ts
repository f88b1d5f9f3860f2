export type EmbeddedPostgresErrorCode =
  /** Another living process supervises this folder. */
  | 'in_use'
  /** No PostgreSQL server program was found that runs here. */
  | 'no_binaries'
  /** The folder was made by a major version that was not found. */
  | 'wrong_version'
  /** This process, or the user the server runs as, may not use the folder. */
  | 'no_access'
  /** Anything else; the message ends with what PostgreSQL said. */
  | 'cannot_start'

/** Why the embedded PostgreSQL is not there. The message is for the person at the machine. */
export class EmbeddedPostgresError extends Error {
  readonly code: EmbeddedPostgresErrorCode
  constructor(code: EmbeddedPostgresErrorCode, message: string) {
    super(message)
    this.name = 'EmbeddedPostgresError'
    this.code = code
  }
}
