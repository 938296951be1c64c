import type { Readable } from 'node:stream'
import { errorCode } from '@order-settlement/db/database-errors.ts'
import type { Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import pRetry from 'p-retry'
import type pg from 'pg'
import type { ImportOptions, ImportResult } from './import-options.ts'
import { keepFile } from './keep-file.ts'
import { createStaging } from './staging/create-staging.ts'
import { openSession, requireProcess, type Session, type SharedProcess } from './staging/session.ts'
import { type StagedFile, stageFile } from './staging/stage-file.ts'

/**
 * Imports the transactions of a file: all of them, or with `onError: 'skip'` the good ones. They, the row of the import
 * and its idempotency key commit together. A transaction that is stored with the same content is unchanged; with another
 * content it is a bad line, or with `onConflict: 'update'` changed.
 *
 * A file that is refused is kept as a row of `imports` with its first rejects, and nothing else of it. One that breaks
 * off leaves nothing.
 *
 * Takes one connection for as long as the file comes. Reads no faster than PostgreSQL stores; little is in memory.
 *
 * @param source the bytes of the file, plain or gzip; left open if it is not read to its end
 * @throws SessionLostError where a pooler shares the session between transactions
 * @throws KeyReusedError if the idempotency key belongs to another file or other options
 * @throws what the source and PostgreSQL throw, and the reason of `signal`; nothing is kept then
 */
export async function importTransactions(
  pool: pg.Pool,
  source: Readable,
  options: ImportOptions,
): Promise<ImportResult> {
  await using session = await openSession(pool, options.signal)
  const process = await createStaging(session)
  const file = await stageFile(session.client, source, { ...options, process })
  return await keepWithRetry(session, file, { ...options, process })
}

/** The staged lines outlive a transaction that failed, so that it can be repeated. */
async function keepWithRetry(
  { client, db }: Session,
  file: StagedFile,
  options: ImportOptions & { process: SharedProcess },
): Promise<ImportResult> {
  const keep = async (trx: Trx) => {
    await requireProcess(client, options.process)
    await sql`analyze staged_lines`.execute(trx)
    return await keepFile(trx, file, options)
  }
  return await pRetry(() => db.transaction().execute(keep), {
    retries: 4,
    minTimeout: 10,
    maxTimeout: 100,
    randomize: true,
    // Somebody who is no import has inserted the same transaction since the check, which then finds it.
    shouldRetry: ({ error }) => ['23505', '40001', '40P01'].includes(errorCode(error)),
  })
}
