import type { Import, ImportResult } from '@order-settlement/client'
import { client, type Problem, type Result, resultOf } from '../client.ts'
import { fetchUpload, type Sent } from './fetch-upload.ts'

export type { ImportResult }

export interface Options {
  format: 'standard' | 'stripe-balance' | 'adyen-settlement'
  merchant_id?: string
  timezone?: string
  on_error: Import['on_error']
  on_conflict: Import['on_conflict']
  dry_run: boolean
}

/** A refused file: why, and its first bad lines. */
export interface Rejection extends Problem {
  import_id?: string | null
  rejected_count?: number
  rejected?: ImportResult['rejected']
}

/**
 * Sends a file as it is. The browser reads it from the disk while it is sent.
 *
 * @param idempotencyKey of this file and these options: sent again, they have no second effect
 * @param onSent called while it is sent
 */
export function sendFile(
  file: File,
  { merchant_id, timezone, ...options }: Options,
  idempotencyKey: string,
  onSent: (sent: Sent) => void,
): Promise<Result<ImportResult>> {
  const isNdjson = /\.(ndjson|jsonl)(\.gz)?$/i.test(file.name)
  return resultOf<ImportResult>(
    client.POST('/transactions/import', {
      params: {
        query: {
          ...options,
          file_name: file.name,
          ...(merchant_id ? { merchant_id } : {}),
          ...(timezone ? { timezone } : {}),
        },
        header: { 'idempotency-key': idempotencyKey },
      },
      headers: { 'content-type': isNdjson ? 'application/x-ndjson' : 'text/csv' },
      // `fetch` sends the file: a request that had it would read it into memory.
      body: '',
      bodySerializer: () => '',
      fetch: fetchUpload(file, onSent),
    }),
  )
}
