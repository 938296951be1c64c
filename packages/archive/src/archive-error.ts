/** Why a month was not archived, or why its archive is not what it was. */
export type ArchiveProblem =
  | 'MONTH_NOT_CLOSED'
  | 'CLOSED_DAY_CHANGED'
  | 'ALREADY_RUNNING'
  | 'PROOF_FAILED'
  | 'ARCHIVE_DAMAGED'
  | 'NO_ARCHIVE'
  | 'MONTH_DROPPED'

/** The message is one line for the user of the command. */
export class ArchiveError extends Error {
  override name = 'ArchiveError'
  readonly code: ArchiveProblem

  constructor(code: ArchiveProblem, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
