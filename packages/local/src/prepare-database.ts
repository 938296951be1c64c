import { setTimeout as sleep } from 'node:timers/promises'
import { createDatabase } from '@order-settlement/db/create-database.ts'
import { errorCode, isDatabaseUnavailable } from '@order-settlement/db/database-errors.ts'
import { migrate } from '@order-settlement/db/migrate.ts'
import { RowsInTheWayError } from '@order-settlement/db/rows-in-the-way-error.ts'
import { seed } from '@order-settlement/db/seed.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { LocalError } from './local-error.ts'
import { diskFull } from './postgres/explain.ts'

export interface PrepareOptions {
  url: string
  /** Rows to seed. */
  transactions: number
  /** Of the seeded merchants. */
  currency: string
  logLevel: string
  say(line: string): void
  /** Ends the wait for rows to be corrected. */
  signal: AbortSignal
  /** The file with the URL of the embedded PostgreSQL; undefined for a server of the user's own. */
  urlFile?: string | undefined
  /** Asked after a failure, of a server that may be too short of space to say so itself. */
  ranOutOfSpace?: (() => Promise<boolean>) | undefined
}

/** How often migrating is tried again while rows are in the way, in ms. */
const migrateAgainMs = 2_000

/**
 * Migrates and seeds, and says how long seeding took.
 *
 * @throws LocalError if the database refuses the connection, its disk is full, or rows of it are in the way
 */
export async function prepareDatabase(options: PrepareOptions): Promise<void> {
  try {
    await migrateDatabase(options)
    await seedTransactions(options)
  } catch (error) {
    if (await options.ranOutOfSpace?.())
      throw new LocalError(`PostgreSQL stopped: ${diskFull}`, { cause: error })
    throw explain(error)
  }
}

/**
 * Migrates. Rows in the way can be corrected only while a server runs, so the embedded one is not stopped for them:
 * migrating waits until somebody has corrected them.
 */
async function migrateDatabase({ url, logLevel, say, signal, urlFile }: PrepareOptions) {
  for (let said = ''; ; await sleep(migrateAgainMs, undefined, { signal })) {
    try {
      return await migrate(url, createLogger('migrate', logLevel))
    } catch (error) {
      if (!(error instanceof RowsInTheWayError)) throw error
      if (!urlFile) throw new LocalError(error.message, { cause: error })
      if (said !== error.message)
        say(
          `${error.message}\nPostgreSQL runs meanwhile, its URL is in ${urlFile}. This start waits until the rows are corrected; Ctrl-C ends it.`,
        )
      said = error.message
    }
  }
}

async function seedTransactions({
  url,
  transactions,
  currency,
  say,
}: PrepareOptions): Promise<void> {
  // Errors are thrown; a connection that ends while everything stops needs no log line.
  const logger = createLogger('seed', 'silent')
  const db = createDatabase({ url, applicationName: 'seed', connections: 1, logger })
  try {
    const seeded = await db.selectFrom('transactions').select('id').limit(1).executeTakeFirst()
    if (!seeded && transactions > 0) say(`seeding ${format(transactions)} transactions …`)
    const startedAt = performance.now()
    const rows = await seed(db, transactions, currency)
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
    if (rows > 0) say(`seeded ${format(rows)} transactions in ${seconds} s`)
  } finally {
    await db.destroy()
  }
}

function format(count: number): string {
  return count.toLocaleString('en')
}

function explain(error: unknown): unknown {
  const state = errorCode(error)
  const message = error instanceof Error ? error.message : String(error)
  if (state === '53100')
    return new LocalError(`the disk of the database is full (${message})`, { cause: error })
  // 28: the password or user is refused; 3D000: there is no such database.
  const refused = state.startsWith('28') || state === '3D000' || isDatabaseUnavailable(error)
  return refused
    ? new LocalError(`the database cannot be used (${message || state}): look at DATABASE_URL`, {
        cause: error,
      })
    : error
}
