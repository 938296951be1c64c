import type { CheckOptions } from './checks/check-options.ts'
import type { Reject } from './staging/reject-list.ts'
import type { FileOptions } from './staging/stage-file.ts'

export interface ImportOptions extends FileOptions, CheckOptions {
  /** Whether one bad line refuses the file, or is left out. */
  onError: 'reject' | 'skip'
  /** Tells what would happen, and keeps nothing. */
  dryRun: boolean
  /** The name of the caller's API key. */
  createdBy: string | null
  fileName: string | null
  /** The idempotency key in its caller's scope. */
  key?: string | undefined
  /** Ends the import at once, before it has committed. */
  signal?: AbortSignal
}

export interface ImportResult {
  status: 'COMPLETED' | 'REJECTED'
  /** null for a dry run. */
  import_id: string | null
  /** Transactions in the file; a line that cannot be read counts as one. */
  received: number
  inserted: number
  updated: number
  /** Those that were there already, with the same content, or earlier in the file. */
  unchanged: number
  /** Records of a provider's report that are no transaction, such as payouts. */
  ignored: number
  rejected_count: number
  /** The first problems, by line. */
  rejected: Reject[]
  /** The first merchants that nobody described, by id, and the number of all. */
  unknown_merchants: string[]
  unknown_merchant_count: number
  /** Whether an earlier request with the same key did this. */
  replayed: boolean
}

/** The idempotency key belongs to another file, or to other options. */
export class KeyReusedError extends Error {
  override name = 'KeyReusedError'
}
