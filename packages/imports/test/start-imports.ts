import { Readable } from 'node:stream'
import { createPool } from '@order-settlement/db/create-database.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { standard } from '../src/formats/standard.ts'
import type { ImportOptions } from '../src/import-options.ts'
import { importTransactions } from '../src/import-transactions.ts'

const defaults: ImportOptions = {
  format: standard,
  contentType: 'csv',
  onError: 'reject',
  onConflict: 'reject',
  unknownMerchants: 'accept',
  dryRun: false,
  currency: 'USD',
  createdBy: null,
  fileName: null,
}

/**
 * A database of its own, and imports into it.
 *
 * @param url of another database, or of a pooler, that imports go to instead
 */
export async function startImports(url?: string) {
  const test = await createTestDatabase()
  const logger = createLogger('test', 'silent')
  const pool = createPool({
    url: url ?? test.url,
    applicationName: 'test',
    connections: 5,
    logger,
  })
  return {
    db: test.db,
    url: test.url,
    pool,
    /** @param file text, bytes, or the parts in which they come */
    run: (
      file: string | Buffer | Iterable<Buffer> | Readable,
      options: Partial<ImportOptions> = {},
    ) =>
      importTransactions(
        pool,
        typeof file === 'string' ? toStream([Buffer.from(file)]) : toStream(file),
        {
          ...defaults,
          ...options,
        },
      ),
    async stop() {
      await pool.end()
      await test.drop()
    },
  }
}

export type TestImports = Awaited<ReturnType<typeof startImports>>

function toStream(file: Buffer | Iterable<Buffer> | Readable): Readable {
  if (file instanceof Readable) return file
  return Readable.from(Buffer.isBuffer(file) ? [file] : file, { objectMode: false })
}

export const header = 'external_id,merchant_id,amount_cents,fee_cents,paid_at'

/** A file of the standard columns without the optional ones. */
export function csv(...lines: string[]): string {
  return `${[header, ...lines].join('\n')}\n`
}
